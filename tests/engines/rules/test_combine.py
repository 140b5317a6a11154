"""Caps, top-ups, 就高不重复 and shares."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gaodi.engines.rules import CodeBook, bind, choose_exclusive, combine, compile_programme, split_payable
from gaodi.engines.rules.spec import Combine, Share
from gaodi.values.periods import day_number
from tests.engines.rules.making import ON
from tests.engines.rules.world import DICTIONARY, listing_award

WAN = 1_000_000  # fen in 万元


def _bound(**changes):
    return bind(compile_programme(replace(listing_award(), **changes), DICTIONARY), CodeBook())


def _rows(bound, *events, **more):
    """One row an event, a year apart, the first in 2022."""
    for number, kind in enumerate(events):
        day = date(2022 + number, 3, 1)
        facts = {
            "event.kind": kind,
            "event.board": "main",
            "event.way": "ipo",
            "event.happened_on": day,
            "company.fiscal_unit": "linzi",
            "company.dishonest": False,
            **more,
        }
        values = bound.encode(facts)
        yield number + 1, day_number(day), bound.judge(values, day_number(day)), values


def _payables(bound, *events, before=0, **more):
    return [one.payable for one in combine(bound, list(_rows(bound, *events, **more)), before=before)]


def test_stages_of_one_company_add_up_to_the_cap():
    assert _payables(_bound(), "tutoring_filed", "accepted", "listed") == [200 * WAN, 300 * WAN, 500 * WAN]


def test_what_was_granted_before_counts_against_the_cap():
    assert _payables(_bound(), "accepted", "listed", before=600 * WAN) == [300 * WAN, 100 * WAN]


def test_rows_are_taken_by_day_whatever_their_order():
    bound = _bound()
    rows = list(_rows(bound, "listed", "listed", "listed"))

    assert [one.row_id for one in combine(bound, reversed(rows))] == [1, 2, 3]
    assert [one.payable for one in combine(bound, rows)] == [500 * WAN, 500 * WAN, 0]


def test_a_top_up_fills_to_its_target():
    assert _payables(_bound(), "accepted", "transferred") == [300 * WAN, 700 * WAN]


def test_a_top_up_below_what_was_granted_takes_nothing_back():
    assert _payables(_bound(), "listed", "transferred", before=900 * WAN) == [100 * WAN, 0]


def test_a_refused_row_gets_nothing_and_an_undecided_one_stays_open():
    assert _payables(_bound(), "accepted", **{"company.dishonest": True}) == [0]
    assert _payables(_bound(), "accepted", "listed", **{"company.dishonest": None}) == [None, None]


def test_without_stages_each_row_stands_alone_under_the_cap():
    bound = _bound(combine=Combine(cap="$overseas_total"))

    assert _payables(bound, "listed", "listed") == [200 * WAN, 200 * WAN]


def test_the_highest_payable_is_kept_and_ties_go_to_the_first_stated():
    assert choose_exclusive([("a", 3), ("b", 7), ("c", 7)]).kept == "b"
    assert choose_exclusive([("a", 3), ("b", 7), ("c", 7)]).dropped == ("a", "c")
    assert choose_exclusive([("a", 3), ("b", None)]).open == ("a", "b")
    assert choose_exclusive([("a", 0)]).kept is None


@pytest.mark.parametrize("fen", [0, 1, 3, 999_999_999])
def test_parts_add_up_to_the_fen(fen):
    bound = _bound()
    [(_, _, _, values)] = _rows(bound, "accepted")

    parts = split_payable(bound, fen, values, ON)

    assert parts is not None and sum(part.fen for part in parts) == fen
    assert [(part.party, part.ppm, part.status) for part in parts] == [
        ("city", 500_000, "assumed"),
        ("county", 500_000, None),
    ]


def test_a_share_that_is_not_known_leaves_the_split_open():
    bound = _bound(shares=(Share("city", parameter="stage_share"), Share("county", is_rest=True)))
    [(_, _, _, values)] = _rows(bound, "accepted")
    [(_, _, _, lacking)] = _rows(bound, None)

    known = split_payable(bound, 100, values, ON)

    assert known is not None and [part.fen for part in known] == [30, 70]
    assert split_payable(bound, 100, lacking, ON) is None
