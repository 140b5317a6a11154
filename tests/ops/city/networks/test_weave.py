"""The networks as a whole: leads, seeds, what a small city shows."""

from __future__ import annotations

import pytest

from gaodi.ops.city.networks.nodes import ORGANISATION

pytestmark = pytest.mark.no_database


def names_of_holders(written, firm):
    web = written.web
    rows = web.holdings.on(web.loom.on)
    return {
        web.loom.organisations[holder].short_name
        for holder, company in zip(rows.holder.tolist(), rows.company.tolist(), strict=True)
        if company == firm and ORGANISATION <= holder < ORGANISATION << 1
    }


def test_the_flagship_has_a_parent_a_partnership_and_funds(written):
    assert names_of_holders(written, 0) == {"砺岫控股", "砺岫同创合伙", "翊朔创投", "瑾川成长"}


def test_the_flagship_borrows_at_the_citys_bank_guaranteed(written):
    web = written.web
    loans = {
        (web.loom.organisations[lender].short_name, int(place))
        for place, (borrower, lender) in enumerate(
            zip(web.loans.borrower.tolist(), web.loans.lender.tolist(), strict=True)
        )
        if borrower == 0 and web.loans.guarantor[place] >= 0
    }
    guaranteed = {place for _, place in loans}
    guarantors = {
        web.loom.organisations[guarantor].short_name
        for guarantor, loan in zip(
            web.guarantees.guarantor.tolist(), web.guarantees.loan.tolist(), strict=True
        )
        if loan in guaranteed and ORGANISATION <= guarantor < ORGANISATION << 1
    }

    assert {name for name, _ in loans} == {"漪岫银行"}
    assert guarantors == {"槿衡担保"}


def test_the_third_lead_has_the_state_and_a_fund(written):
    assert "翊朔创投" in names_of_holders(written, 2)
    assert any(name.endswith("产投") for name in names_of_holders(written, 2))


def test_the_same_seed_gives_the_same_rows(plan_of):
    from tests.ops.city.networks.conftest import write

    first, second = write(plan_of(300, 2020)), write(plan_of(300, 2020))

    assert first.writer.tables.keys() == second.writer.tables.keys()
    for table, blocks in first.writer.tables.items():
        assert all(one.equals(other) for one, other in zip(blocks, second.writer.tables[table], strict=True))
    assert first.sheet.planted == second.sheet.planted


def test_another_seed_gives_other_rows(written_of):
    first, second = written_of(300, 2020), written_of(300, 2021)

    assert first.web.loans.principal[:20].tolist() != second.web.loans.principal[:20].tolist()


def test_a_small_city_shows_one_of_each(written_of):
    web = written_of(300, 2020).web

    assert len(web.cast.groups) >= 1
    assert len(web.cast.clusters) == 1
    assert all(web.loom.planted[section] for section in ("shells", "circles", "defaults", "cross_holdings"))


def test_the_smallest_city_can_be_woven(written_of):
    assert len(written_of(20, 2020).web.holdings) > 20


def test_codes_of_organisations_are_their_own(written):
    parties = [row for row in written.writer.rows("registry_party") if row["credit_code"]]
    codes = [row["credit_code"] for row in parties]

    assert len(codes) == len(set(codes))
    assert not set(codes) & set(written.sheet.plan.credit_codes)
    assert {code[8:10] for code in codes} == {"XN"}


def test_organisations_have_names_of_their_own(written):
    rows = written.writer.rows("registry_party")
    names = [row["name"] for row in rows if row["kind"] != "person"]

    assert len(names) == len(set(names))
    assert not set(names) & set(written.sheet.plan.names.names)


def test_persons_have_invented_names_of_two_or_three_characters(written):
    names = [row["name"] for row in written.writer.rows("registry_party") if row["kind"] == "person"]

    assert {len(name) for name in names} == {2, 3}
    assert len(set(names)) > len(names) // 3
