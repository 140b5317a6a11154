"""Who may bring what through which door, and who sees it."""

from __future__ import annotations

import pytest

from gaodi.apps.intake.models import Outlet
from gaodi.apps.intake.selectors import files_for, list_usable_outlets, problems_for
from gaodi.apps.intake.services import receiving
from gaodi.apps.intake.services.receiving import confirm_file, receive_file, withdraw_file
from gaodi.apps.intake.services.refusals import (
    FileNotReady,
    FileNotThere,
    FormatNotTaken,
    KindNotTaken,
    OutletNotYours,
)
from gaodi.apps.intake.store import Empty, TooLarge
from tests.apps.intake.files import acting_for, make_institution, officer, outlet, statements


def signed_in(viewer, person):
    from dataclasses import replace

    return replace(viewer, user_id=person.pk)


def bring(viewer, desk, door, kind="statement", content=b"x", name="a.csv"):
    return receive_file(
        viewer, outlet=outlet(door), kind=kind, name=name, chunks=[content], store=desk.store,
        source_on=desk.on, on=desk.on, at=desk.now(),
    )  # fmt: skip


def test_another_units_officer_is_turned_away(desk, person):
    with pytest.raises(OutletNotYours, match="税务涉企数据"):
        bring(signed_in(officer("science_technology"), person), desk, "tax_record")


@pytest.mark.parametrize(
    "viewer", [officer("big_data", "auditor"), officer("big_data", reporting_unit="zichuan")]
)
def test_auditors_and_officers_of_one_district_bring_nothing(desk, viewer, person):
    with pytest.raises(OutletNotYours):
        bring(signed_in(viewer, person), desk, "tax_record")


def test_every_outlet_is_open_to_its_own_unit_only(on):
    names = {one.code for one in list_usable_outlets(officer("big_data"), on=on)}

    assert names == set(Outlet.objects.filter(unit__code="big_data").values_list("code", flat=True))


def test_file_is_seen_by_its_unit_and_the_overseer_only(desk, company):
    file = desk.bring(statements((company, 2024, "x", "1")))

    seen = {
        unit: files_for(officer(unit)).filter(pk=file.pk).exists()
        for unit in ("big_data", "local_finance", "court", "finance")
    }
    assert seen == {"big_data": True, "local_finance": True, "court": False, "finance": False}
    assert not problems_for(officer("court"), public_id=file.public_id).exists()


def test_a_bank_cannot_bring_another_banks_loans(desk, company):
    mine, other = make_institution("MA0C0001"), make_institution("MA0C0002")
    text = (
        "借款企业统一社会信用代码,贷款机构统一社会信用代码,合同编号,状况起始日,担保方式,放款金额,放款日,到期日,状态\n"
        f"{company.credit_code},{other.credit_code},HT-1,2024-01-05,信用,1000000,2024-01-05,2025-01-04,存续\n"
    )

    file = desk.bring(text, kind="loan", door="bank_report", party_id=mine.pk)

    assert file.found.get(severity="problem").code == "not_own"


def test_only_such_an_institution_may_use_its_outlet(on):
    bank, insurer = make_institution("MA0C0001"), make_institution("MA0C0002", kind="insurer")

    assert [one.code for one in list_usable_outlets(acting_for(bank), on=on)] == ["bank_report"]
    assert list_usable_outlets(acting_for(insurer), on=on) == []


def test_institution_sees_its_own_files_only(desk):
    mine, other = make_institution("MA0C0001"), make_institution("MA0C0002")
    file = desk.bring("合同编号\n1\n", kind="loan", door="bank_report", party_id=mine.pk)

    assert files_for(acting_for(mine)).filter(pk=file.pk).exists()
    assert not files_for(acting_for(other)).exists()


def test_foreign_kind_format_and_size_are_refused(desk, person, monkeypatch):
    viewer = signed_in(officer("big_data"), person)
    monkeypatch.setattr(receiving, "LARGEST_FILE", 100)

    with pytest.raises(KindNotTaken, match="可以报送"):
        bring(viewer, desk, "tax_record", kind="loan")
    with pytest.raises(FormatNotTaken):
        bring(viewer, desk, "tax_record", name="报表.xls")
    with pytest.raises(TooLarge):
        bring(viewer, desk, "tax_record", content=b"1" * 101)
    with pytest.raises(Empty):
        bring(viewer, desk, "tax_record", content=b"")
    assert not [path for path in desk.store.root.rglob("*") if path.is_file()]


def test_file_is_withdrawn_before_but_not_after_it_was_applied(desk, company, person):
    viewer = signed_in(officer("big_data"), person)
    first = desk.bring(statements((company, 2023, "1", "1")))
    second = desk.take_in(statements((company, 2024, "1", "1")))

    withdrawn = withdraw_file(viewer, public_id=first.public_id, on=desk.on, at=desk.now())

    assert withdrawn.state == "withdrawn"
    assert not first.staged.exists()
    with pytest.raises(FileNotReady, match="新的更正文件"):
        withdraw_file(viewer, public_id=second.public_id, on=desk.on, at=desk.now())


def test_stranger_cannot_confirm_a_file(desk, company, person):
    file = desk.bring(statements((company, 2023, "1", "1")))

    with pytest.raises(FileNotThere):
        confirm_file(signed_in(officer("court"), person), public_id=file.public_id, on=desk.on, at=desk.now())
