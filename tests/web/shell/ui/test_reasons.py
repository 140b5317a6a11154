"""What a because shows to its reader, and in which order."""

from datetime import date
from decimal import Decimal

import pytest

from gaodi.values.because import Because, Distance, Quantity, Source, Truth, Unit
from gaodi.web.shell.ui.reasons import Row, list_because

pytestmark = pytest.mark.no_database

MET = Because("met", Truth.YES, value=Quantity(7, Unit.COUNT, "7 件"))
MISSED = Because("missed", Truth.NO, value=Quantity(6, Unit.COUNT, "6 件"), remedy="one more")
LACKING = Because("lacking", Truth.UNKNOWN, remedy="upload the report")


def claims(rows):
    return [row.because.claim for row in rows]


def test_conditions_of_a_yes_keep_their_order():
    reasons = list_because(Because("award", Truth.YES, children=(MET, MET)))

    assert (reasons.title, claims(reasons.why)) == ("为什么可享", ["met", "met"])


def test_what_stands_in_the_way_of_a_no_comes_first():
    reasons = list_because(Because("award", Truth.NO, children=(MET, LACKING, MISSED)))

    assert claims(reasons.why) == ["missed", "lacking", "met"]


def test_remedies_of_unmet_conditions_follow():
    reasons = list_because(Because("award", Truth.NO, children=(MET, LACKING, MISSED)))

    assert claims(reasons.remedies) == ["missed", "lacking"]


def test_a_met_condition_needs_no_remedy():
    met = Because("met", Truth.YES, remedy="nothing")

    assert not list_because(Because("award", Truth.YES, children=(met,))).changes


def test_what_comes_later_stands_under_what_changes():
    reasons = list_because(Because("award", Truth.YES, children=(MET,)), later=(MISSED,))

    assert claims(reasons.later) == ["missed"]
    assert reasons.changes


def test_nested_conditions_follow_their_parent():
    parent = Because("parent", Truth.YES, children=(Because("child", Truth.YES, children=(MET,)),))

    rows = list_because(Because("award", Truth.YES, children=(parent, MET))).why

    assert [(row.because.claim, row.level) for row in rows] == [
        ("parent", 0),
        ("child", 1),
        ("met", 2),
        ("met", 0),
    ]


def test_because_without_children_is_its_own_row():
    assert claims(list_because(MISSED).why) == ["missed"]


def test_withheld_fact_shows_neither_value_nor_distance():
    secret = Because(
        "secret",
        Truth.YES,
        value=Quantity(1, Unit.COUNT, "1 件"),
        distance=Distance("差 1 件", Decimal("0.5")),
        withheld=True,
    )

    row = Row(secret)

    assert (row.value, row.distance, row.gauge) == ("由办公端掌握", "—", None)


def test_missing_fact_is_said_in_words():
    assert Row(LACKING).value == "缺这项事实"


def test_condition_without_a_value_shows_none():
    assert Row(Because("plain", Truth.YES)).value == "—"


@pytest.mark.parametrize(("status", "shown"), [("assumed", True), ("verified", False), ("declared", False)])
def test_only_assumed_sources_carry_a_chip(status, shown):
    row = Row(Because("rate", Truth.YES, source=Source("办法", date(2025, 6, 30), status)))

    assert bool(row.parameter) is shown


@pytest.mark.parametrize(("short", "tone"), [(True, "short"), (False, "reached")])
def test_gauge_is_clay_until_the_threshold(short, tone):
    row = Row(Because("size", Truth.NO, distance=Distance("差 1 件", Decimal("0.5"), short=short)))

    assert (row.gauge, row.gauge_tone) == (0.5, tone)
