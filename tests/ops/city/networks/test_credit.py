"""Loans, guarantees, officers, institutions and funds."""

from __future__ import annotations

import numpy as np
import pytest

from gaodi.ops.city.networks.courses import ACTIVE, OVERDUE, SETTLED
from gaodi.ops.city.networks.holdings import GENERAL_PARTNER, WHOLE
from gaodi.ops.city.networks.nodes import ORGANISATION

pytestmark = pytest.mark.no_database


def test_rows_of_a_loan_follow_one_another_without_a_gap(web):
    rows = web.courses.rows
    same = rows.loan[1:] == rows.loan[:-1]

    assert (rows.until[:-1][same] == rows.since[1:][same]).all()
    assert (rows.until[:-1][~same] == -1).all()
    assert rows.until[-1] == -1


def test_nothing_of_a_loan_begins_after_the_day_of_the_city(web):
    assert (web.courses.rows.since <= web.loom.on).all()
    assert (web.courses.rows.until <= web.loom.on).all()
    assert (web.loans.drawn <= web.loom.on).all()


def test_balances_fall_to_nothing_when_a_loan_is_settled(web):
    rows, loans = web.courses.rows, web.loans

    assert (rows.balance[rows.state == SETTLED] == 0).all()
    assert (rows.balance[rows.state == ACTIVE] > 0).all()
    assert (rows.balance <= loans.principal[rows.loan]).all()
    assert (rows.overdue_days[rows.state == OVERDUE] > 0).all()


def test_only_firms_that_borrow_have_loans(web):
    loom, cast = web.loom, web.cast
    planned = set(web.loans.borrower[web.loans.guarantor >= 0].tolist())
    ordinary = set(web.loans.borrower.tolist()) - planned

    assert all(loom.firms.borrows[firm] for firm in ordinary)
    assert len(cast.part) == len(loom.firms)


def test_rates_lie_near_four_per_cent_and_small_firms_pay_more(written_of):
    web = written_of(3000, 7).web
    size = web.loom.firms.size_class[web.loans.borrower]
    banks = np.isin(web.loans.lender, web.institutions.nodes("bank"))

    assert 35_000 < np.median(web.loans.rate[banks]) < 50_000
    assert web.loans.rate[banks & (size == 0)].mean() > web.loans.rate[banks & (size == 2)].mean()


def test_nobody_guarantees_for_itself(web):
    assert not (web.guarantees.guarantor == web.loans.borrower[web.guarantees.loan]).any()


def test_a_guarantee_ends_with_its_loan(web):
    rows = web.guarantees

    assert (rows.until == web.courses.settled[rows.loan]).all()
    assert (rows.since == web.loans.drawn[rows.loan]).all()


def test_every_firm_has_a_legal_representative_all_its_life(web):
    firms, rows = web.loom.firms, web.officers
    legal = rows.position == 0
    for day in (web.loom.on, web.loom.on - 1500, web.loom.on - 3500):
        alive = (firms.founded_on <= day) & ((firms.ended_on < 0) | (firms.ended_on > day))
        valid = legal & (rows.since <= day) & ((rows.until == -1) | (rows.until > day))
        counted = np.bincount(rows.company[valid & (rows.company < ORGANISATION)], minlength=len(firms))

        assert (counted[alive] == 1).all()


def test_institutions_of_every_kind_are_there(web):
    kinds = {one.kind for one in web.institutions.rows}

    assert kinds == {
        "bank",
        "village_bank",
        "guarantor",
        "insurer",
        "micro_lender",
        "securities",
        "leasing",
        "intermediary",
        "fund_manager",
    }
    assert {one.unit for one in web.institutions.of("guarantor")} >= set(range(len(web.loom.units)))


def test_the_institutions_of_the_scenery_keep_their_parties(written):
    roles = written.web.loom.roles
    written_keys = {row["id"] for row in written.writer.rows("registry_party")}
    recorded = {row["party_id"] for row in written.writer.rows("registry_institutionrecord")}

    assert not written_keys & set(roles.values())
    assert {roles["bank"], roles["village_bank"], roles["guarantor"]} <= recorded
    assert roles["fund"] in {row["party_id"] for row in written.writer.rows("registry_fundrecord")}


def test_a_lender_reports_what_it_has_lent(web):
    records, course = web.records, web.courses.rows
    last = records.until == -1
    bank = web.institutions.rows[0]
    day = int(records.since[last][0])
    open_then = (course.since < day) & ((course.until == -1) | (course.until >= day))
    mine = open_then & (web.loans.lender[course.loan] == bank.node)

    assert records.loans[last][0] == course.balance[mine].sum() > 0


def test_a_fund_has_more_money_than_it_invested(web):
    paid = web.investments
    for fund in web.funds.rows:
        assert paid.amount[paid.investor == fund.node].sum() <= fund.paid_in <= fund.committed


def test_a_fund_has_partners_and_its_manager_leads(web):
    rows = web.holdings
    for fund in web.funds.rows:
        here = rows.company == fund.node
        assert rows.share[here].sum() == WHOLE
        assert rows.holder[here & (rows.role == GENERAL_PARTNER)].tolist() == [fund.manager]


def test_a_fund_holds_from_the_day_it_invested_until_it_leaves(web):
    holdings, paid = web.holdings, web.investments
    held = {}
    for holder, company, since, until in zip(
        holdings.holder.tolist(),
        holdings.company.tolist(),
        holdings.since.tolist(),
        holdings.until.tolist(),
        strict=True,
    ):
        first, last = held.get((holder, company), (since, until))
        held[holder, company] = (min(first, since), -1 if -1 in (last, until) else max(last, until))

    for investor, company, day, until in zip(
        paid.investor.tolist(), paid.company.tolist(), paid.day.tolist(), paid.until.tolist(), strict=True
    ):
        assert held[investor, company] == (day, until)


def test_the_first_outside_investment_of_a_firm_is_its_earliest(web):
    rows = web.investments
    for firm in np.unique(rows.company):
        here = rows.company == firm
        assert (rows.day[here & (rows.is_first == 1)] == rows.day[here].min()).all()


def test_every_sort_of_deal_is_there(written_of):
    web = written_of(3000, 7).web

    assert set(web.deals.kind.tolist()) == {0, 1, 2, 3, 4}
    assert set(web.deals.round.tolist()) >= {1, 2, 3, 4, 5, 6}
    assert (web.deals.day <= web.loom.on).all()
