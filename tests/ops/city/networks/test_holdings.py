"""Who holds what, through the years."""

from __future__ import annotations

import itertools
from datetime import date

import numpy as np
import pytest

from gaodi.ops.city.columns import day_number
from gaodi.ops.city.networks.holdings import (
    NOMINEE,
    PERCENT,
    WHOLE,
    CapTable,
    HoldingBook,
)
from gaodi.ops.city.networks.nodes import ORGANISATION, PERSON

pytestmark = pytest.mark.no_database

DAYS = [date(2012, 1, 1), date(2019, 12, 31), date(2022, 6, 30), date(2024, 2, 29), date(2025, 6, 30)]


def table(day: int = 100):
    book = HoldingBook()
    return book, CapTable(book, 1, day)


def lines(book):
    rows = book.close()
    return {
        (int(h), int(s), int(u)): int(x)
        for h, s, u, x in zip(rows.holder, rows.since, rows.until, rows.share, strict=True)
    }


def test_a_transfer_ends_rows_and_begins_others_the_same_day():
    book, cap = table()
    cap.found([(7, 60 * PERCENT), (8, 40 * PERCENT)])

    cap.transfer(200, 8, 9, 10 * PERCENT)
    cap.close()

    assert lines(book) == {
        (7, 100, -1): 60 * PERCENT,
        (8, 100, 200): 40 * PERCENT,
        (8, 200, -1): 30 * PERCENT,
        (9, 200, -1): 10 * PERCENT,
    }


def test_new_capital_thins_everybody_and_adds_up():
    book, cap = table()
    cap.found([(7, WHOLE // 3), (8, WHOLE // 3), (9, WHOLE // 3)])

    cap.admit(200, {10: 7 * PERCENT})
    cap.close()

    shares = [share for (_, since, _), share in lines(book).items() if since == 200]
    assert len(shares) == 4
    assert sum(shares) == WHOLE


def test_changes_on_one_day_leave_one_row():
    book, cap = table()
    cap.found([(7, WHOLE)])

    cap.transfer(200, 7, 8, 10 * PERCENT)
    cap.transfer(200, 7, 9, 10 * PERCENT)
    cap.close(300)

    assert lines(book) == {
        (7, 100, 200): WHOLE,
        (8, 200, 300): 10 * PERCENT,
        (7, 200, 300): 80 * PERCENT,
        (9, 200, 300): 10 * PERCENT,
    }


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_shares_of_a_living_company_add_up_to_one(web, day):
    on = day_number(day)
    rows = web.holdings.on(on)
    dirty = {entry["company"] for entry in web.loom.planted["share_dirt"]}
    companies, position = np.unique(rows.company, return_inverse=True)
    sums = np.zeros(len(companies), dtype=np.int64)
    np.add.at(sums, position, rows.share)

    wrong = {int(one) for one in companies[sums != WHOLE]}
    firms = web.loom.firms
    alive = np.flatnonzero((firms.founded_on <= on) & ((firms.ended_on < 0) | (firms.ended_on > on)))
    assert wrong <= dirty
    assert set(alive.tolist()) - {int(one) for one in companies} == set()


def test_nobody_holds_itself(web):
    assert not (web.holdings.company == web.holdings.holder).any()


def test_a_holder_exists_as_long_as_it_holds(web):
    rows = web.holdings
    firms, others = web.loom.firms, web.loom.organisations
    for holder, since, until in zip(
        rows.holder.tolist(), rows.since.tolist(), rows.until.tolist(), strict=True
    ):
        if holder < ORGANISATION:
            assert firms.founded_on[holder] <= since
            assert firms.ended_on[holder] < 0 or until > 0
        elif holder < PERSON:
            assert others[holder].founded_on <= since


def test_a_holder_has_one_row_in_a_role_from_a_day(web):
    rows = web.holdings
    keys = np.stack([rows.company, rows.holder, rows.role, rows.since])

    assert len(np.unique(keys, axis=1).T) == len(rows)


def test_groups_reach_down_two_to_six_steps(web):
    parent = web.loom.parent
    depths = []
    for group in web.cast.groups:
        inside = set(group.tolist())
        for member in group.tolist():
            depth, one = 0, member
            while one in inside and one != group[0]:
                one, depth = int(parent[one]), depth + 1
            depths.append(depth)

    assert max(depths) >= 3
    assert max(depths) <= 6


def test_a_cross_holding_closes_a_circle(web):
    rows = web.holdings.on(web.loom.on)
    edges = set(zip(rows.holder.tolist(), rows.company.tolist(), strict=True))

    for planted in web.loom.planted["cross_holdings"]:
        circle = planted["circle"]
        assert (planted["holder"], planted["company"]) in edges
        assert all(edge in edges for edge in itertools.pairwise(circle))


def test_told_nominees_name_whom_they_hold_for(web):
    rows = web.holdings
    told = rows.role == NOMINEE

    assert told.any()
    assert (rows.nominee_for[told] >= PERSON).all()
    assert (rows.nominee_for[~told] == -1).all()


def test_every_state_firm_leads_up_to_a_state_body(web):
    loom, rows = web.loom, web.holdings.on(web.loom.on)
    above = {}
    for company, holder, share in zip(
        rows.company.tolist(), rows.holder.tolist(), rows.share.tolist(), strict=True
    ):
        if share > WHOLE // 2:
            above[company] = holder
    bodies = set(loom.bodies.values())

    held = [firm for firm in np.flatnonzero(web.cast.part == 5).tolist() if firm in above]
    assert held
    for firm in held:
        one = firm
        while one in above:
            one = above[one]
        assert one in bodies or one >= PERSON


def test_partnerships_have_one_general_partner(written):
    rows = written.writer.rows("registry_holding")
    general, limited = set(), set()
    for row in rows:
        if row["role"] == "general_partner":
            general.add(row["company_id"])
        elif row["role"] == "limited_partner":
            limited.add(row["company_id"])

    assert limited
    assert limited <= general
