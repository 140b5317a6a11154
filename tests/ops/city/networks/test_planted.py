"""What is planted is there in the rows."""

from __future__ import annotations

import itertools
from datetime import date

import numpy as np
import pytest

from gaodi.ops.city.networks.holdings import WHOLE

pytestmark = pytest.mark.no_database


def controlled_by(rows, controller, hidden):
    """Companies reached from a person by majorities, by nominees that rows tell, and by those that only the file tells."""
    reached, grown = {controller}, True
    while grown:
        grown = False
        for company, holder, share, principal in rows:
            in_hand = holder in reached or principal in reached or (company, holder) in hidden
            if in_hand and share * 2 > WHOLE and company not in reached:
                reached.add(company)
                grown = True
    return reached


def test_controllers_reach_their_shells(web):
    now = web.holdings.on(web.loom.on)
    for cluster in web.loom.planted["shells"]:
        here = np.isin(now.company, cluster["firms"])
        part = now.take(here)
        rows = list(
            zip(
                *(getattr(part, one).tolist() for one in ("company", "holder", "share", "nominee_for")),
                strict=True,
            )
        )
        hidden = {(one["company"], one["nominee"]) for one in cluster["nominees"] if not one["is_told"]}

        assert set(cluster["firms"]) <= controlled_by(rows, cluster["controller"], hidden)
        assert 4 <= len(cluster["firms"]) <= 12


def test_some_nominees_are_told_and_some_hidden(written_of):
    told = [
        one["is_told"]
        for entry in written_of(3000, 7).web.loom.planted["shells"]
        for one in entry["nominees"]
    ]

    assert set(told) == {True, False}


def test_shells_of_a_cluster_share_who_keeps_their_books(web):
    officers = web.officers
    for cluster in web.loom.planted["shells"]:
        finance = (officers.position == 5) & np.isin(officers.company, cluster["firms"])
        assert len(set(officers.person[finance].tolist())) == 1
        assert set(officers.company[finance].tolist()) == set(cluster["firms"])


def test_circles_are_guarantees_that_run_today(web):
    loans, rows = web.loans, web.guarantees
    now = (rows.since <= web.loom.on) & (rows.until == -1)
    edges = set(zip(rows.guarantor[now].tolist(), loans.borrower[rows.loan[now]].tolist(), strict=True))
    for circle in web.loom.planted["circles"]:
        firms = circle["firms"]
        if circle["kind"] == "star":
            wanted = [(firms[0], debtor) for debtor in firms[1:]]
        else:
            wanted = list(itertools.pairwise(firms))
        if circle["kind"] in ("ring", "pair"):
            wanted.append((firms[-1], firms[0]))
        assert set(wanted) <= edges


def test_a_small_city_shows_every_sort_of_circle(written_of):
    planted = written_of(300, 2020).web.loom.planted["circles"]

    assert {circle["kind"] for circle in planted} == {"ring", "pair", "star", "chain"}


def test_before_a_default_a_loan_is_overdue_for_longer_and_longer(web):
    course, loans, on = web.courses.rows, web.loans, web.loom.on
    assert web.loom.planted["defaults"]
    for trail in web.loom.planted["defaults"]:
        rows = np.flatnonzero((loans.borrower[course.loan] == trail["company"]) & loans.fails[course.loan])
        overdue = course.overdue_days[rows].tolist()
        before = [
            days
            for days, since in zip(overdue, course.since[rows].tolist(), strict=True)
            if days > 0 and since < trail["defaults_on"]
        ]

        assert overdue == sorted(overdue)
        assert overdue[0] == 0
        assert len(before) == sum(trail["due_on"] + days <= on for days in (1, 31, 61))
        classed = dict(zip(course.since[rows].tolist(), course.loan_class[rows].tolist(), strict=True))
        assert trail["defaults_on"] > on or classed[trail["defaults_on"]] == 2


def test_defaulters_of_the_firms_are_the_planted_ones(web):
    loom = web.loom
    told = {trail["company"]: trail["defaults_on"] for trail in loom.planted["defaults"]}
    fails = loom.firms.defaults_on

    assert all(fails[firm] == day for firm, day in told.items())
    due = [int(firm) for firm in np.flatnonzero((fails >= 0) & (fails <= loom.on))]
    assert set(due) <= set(told)


def test_the_file_names_parties_as_people_do(written):
    planted = written.sheet.planted
    codes = set(written.sheet.plan.credit_codes)
    cluster = planted["shells"][0]

    assert set(cluster["firms"]) <= codes
    persons = {row["public_id"] for row in written.writer.rows("registry_party") if row["kind"] == "person"}
    assert cluster["controller"].replace("-", "") in persons
    assert date.fromisoformat(planted["defaults"][0]["due_on"]).year >= 2021
