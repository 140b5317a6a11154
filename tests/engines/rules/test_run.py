"""What the generated functions come to, on small expressions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from gaodi.engines.rules import NO, UNKNOWN, YES, CodeBook, bind, compile_programme
from gaodi.values.periods import day_number
from tests.engines.rules.making import ON, bound_of, fen, given, truth
from tests.engines.rules.world import DICTIONARY, listing_award


@pytest.mark.parametrize(
    ("when", "facts", "expected"),
    [
        ("company.revenue >= 1000000", {"company_revenue": 1_000_000}, YES),
        ("company.revenue > 1000000", {"company_revenue": 1_000_000}, NO),
        ("company.rd_ratio >= $rate", {"company_rd_ratio": Decimal("0.299999")}, NO),
        ("company.rd_ratio >= 0.3", {"company_rd_ratio": Decimal("0.3")}, YES),
        ("company.patents BETWEEN 2 AND $least", {"company_patents": 5}, YES),
        ("company.patents NOT BETWEEN 2 AND $least", {"company_patents": 5}, NO),
        ("company.patents IN (1, 5)", {"company_patents": 5}, YES),
        ("event.board IN ($boards, 'hkex')", {"event_board": "hkex"}, YES),
        ("event.board NOT IN ($boards)", {"event_board": "hkex"}, YES),
        ("company.name LIKE '淄博%有限公司'", {"company_name": "淄博青埴有限公司"}, YES),
        ("company.name NOT LIKE '淄_'", {"company_name": "淄博"}, NO),
        ("company.dishonest = FALSE", {"company_dishonest": False}, YES),
        ("YEAR(company.founded_on) = 2024", {"company_founded_on": date(2024, 12, 31)}, YES),
        (
            "ADD_MONTHS(company.founded_on, 1) = DATE '2024-02-29'",
            {"company_founded_on": date(2024, 1, 31)},
            YES,
        ),
        ("event.happened_on - company.founded_on >= $days", {"company_founded_on": date(2024, 6, 12)}, YES),
        ("company.profit / company.revenue >= 0.1", {"company_profit": 10, "company_revenue": 100}, YES),
        ("company.profit / company.revenue >= 0.1", {"company_profit": -10, "company_revenue": 100}, NO),
        ("CASE company.patents WHEN 1 THEN TRUE ELSE FALSE END", {"company_patents": 1}, YES),
    ],
)
def test_a_condition_on_known_facts(when, facts, expected):
    assert truth(when, **facts) == expected


@pytest.mark.parametrize(
    ("when", "facts", "expected"),
    [
        ("company.revenue >= 1", {}, UNKNOWN),
        ("NOT company.dishonest", {}, UNKNOWN),
        ("company.dishonest AND company.patents > 3", {"company_patents": 1}, NO),
        ("company.dishonest OR company.patents > 3", {"company_patents": 9}, YES),
        ("company.dishonest OR company.patents > 3", {"company_patents": 1}, UNKNOWN),
        ("LEAST(company.revenue, company.profit) < 5", {"company_profit": 1}, UNKNOWN),
        ("GREATEST(company.revenue, company.profit) > 5", {"company_profit": 9}, UNKNOWN),
        ("COALESCE(company.patents, 0) = 0", {}, YES),
        ("COALESCE(company.dishonest, FALSE)", {}, NO),
        ("company.patents IS NULL", {}, YES),
        ("company.patents IS NOT NULL", {}, NO),
        ("company.dishonest IS NULL", {}, YES),
        ("CASE WHEN company.dishonest THEN TRUE ELSE FALSE END", {}, UNKNOWN),
        ("company.profit / company.revenue > 0", {"company_profit": 1, "company_revenue": 0}, UNKNOWN),
        ("event.board IN ($boards)", {}, UNKNOWN),
        ("company.name LIKE '%'", {}, UNKNOWN),
    ],
)
def test_an_unknown_fact_never_becomes_no(when, facts, expected):
    assert truth(when, **facts) == expected


def test_a_value_outside_its_declared_range_is_unknown():
    bound = bound_of("company.patents > 3")
    row = bound.encode({"company.patents": 100_001})

    assert bound.judge(row, ON).verdict == UNKNOWN
    assert bound.judge(row, ON).missing == ("company.patents",)


@pytest.mark.parametrize(
    ("amount", "facts", "expected"),
    [
        ("$fee * $rate", {}, 37_037_037),  # 1234567.89 yuan × 30% = 370370.367
        ("company.profit * 0.5", {"company_profit": Decimal("0.01")}, 1),
        ("company.profit * 0.5", {"company_profit": Decimal("-0.01")}, -1),
        ("company.profit * 0.5", {"company_profit": Decimal("-0.03")}, -2),
        ("ROUND(company.profit * $rate, 0)", {"company_profit": 5}, 200),
        ("ROUND(company.profit, -4)", {"company_profit": 15_000}, 2_000_000),
        ("ROUND(company.profit, -4)", {"company_profit": -15_000}, -2_000_000),
        ("company.revenue / 3", {"company_revenue": 1}, 33),
        ("company.revenue / -3", {"company_revenue": 2}, -67),
        ("company.revenue / 3 * 3", {"company_revenue": Decimal("0.01")}, 1),
        ("LEAST(company.revenue, 100)", {"company_revenue": 200}, 10_000),
        ("GREATEST(company.revenue / 3, $fee)", {"company_revenue": 200}, 123_456_789),
        ("company.patents * $fee", {"company_patents": 2}, 246_913_578),
        ("company.profit * $rate", {}, None),
        ("CASE WHEN company.patents > 3 THEN 5 ELSE NULL END", {"company_patents": 1}, None),
        ("COALESCE(company.revenue, $fee)", {}, 123_456_789),
        ("-$fee", {}, -123_456_789),
    ],
)
def test_an_amount_is_exact_to_the_fen(amount, facts, expected):
    assert fen(amount, **facts) == expected


def test_ten_billion_yuan_times_two_rates_stays_exact():
    assert (
        fen(
            "event.raised * $small_rate * company.rd_ratio",
            event_raised=10**10,
            company_rd_ratio=Decimal("0.999999"),
        )
        == 1_999_998_000
    )


def test_like_sees_texts_that_came_after_binding():
    bound = bound_of("company.name LIKE '高地%'")
    bound.judge(given(bound, {"company.name": "旧名"}), ON)

    row = given(bound, {"company.name": "高地科技"})

    assert bound.judge(row, ON).verdict == YES


def test_parameters_are_taken_at_the_day_of_the_event():
    bound = bind(compile_programme(listing_award(), DICTIONARY), CodeBook())
    event = {
        "event.kind": "accepted",
        "event.board": "star",
        "event.way": "ipo",
        "company.fiscal_unit": "zichuan",
    }

    early = bound.judge(bound.encode({**event, "event.happened_on": date(2021, 12, 31)}), ON)
    later = bound.judge(bound.encode({**event, "event.happened_on": date(2022, 1, 1)}), ON)

    assert (early.amount, later.amount) == (None, 300_000_000)


def _award(happened_on: date, on: date):
    bound = bind(compile_programme(listing_award(), DICTIONARY), CodeBook())
    facts = {
        "event.kind": "listed",
        "event.board": "main",
        "event.way": "ipo",
        "event.happened_on": happened_on,
        "company.fiscal_unit": "linzi",
        "company.dishonest": False,
    }
    return bound.judge(bound.encode(facts), day_number(on))


def test_an_event_of_the_last_day_is_judged_afterwards():
    judgement = _award(date(2025, 12, 24), on=date(2026, 6, 1))

    assert (judgement.verdict, judgement.in_term, judgement.in_window) == (YES, YES, YES)


def test_outside_term_or_window_is_no_near_miss():
    late_event = _award(date(2025, 12, 25), on=date(2025, 12, 25))
    late_claim = _award(date(2024, 6, 29), on=date(2025, 6, 30))

    assert (late_event.verdict, late_event.in_term, late_event.near_miss) == (NO, NO, False)
    assert (late_claim.verdict, late_claim.in_window, late_claim.near_miss) == (NO, NO, False)


def test_an_event_of_the_future_cannot_be_claimed_yet():
    assert _award(date(2025, 7, 1), on=date(2025, 6, 30)).in_window == NO


def test_the_programme_itself_expires_on_the_day_after_its_last():
    spec = listing_award()

    assert spec.in_force(date(2025, 12, 24))
    assert not spec.in_force(date(2025, 12, 25))


def test_near_miss_needs_every_other_condition_to_hold():
    bound = bind(compile_programme(listing_award(), DICTIONARY), CodeBook())
    facts = {
        "event.kind": "listed",
        "event.way": "shell",
        "event.happened_on": date(2025, 6, 1),
        "event.board": "main",
    }

    unknown_beside = bound.judge(bound.encode(facts), ON)
    alone = bound.judge(bound.encode({**facts, "company.dishonest": False}), ON)

    assert (unknown_beside.near_miss, alone.near_miss) == (False, True)


def test_the_next_step_of_a_ladder_happens_on_the_day_of_judgement():
    bound = bind(compile_programme(listing_award(), DICTIONARY), CodeBook())
    facts = {
        "event.kind": "accepted",
        "event.board": "main",
        "event.way": "ipo",
        "event.happened_on": date(2021, 1, 1),
        "company.fiscal_unit": "linzi",
        "company.dishonest": False,
    }

    step = bound.next_step(bound.encode(facts), ON)
    top = bound.next_step(bound.encode({**facts, "event.kind": "listed"}), ON)

    assert step is not None and (step.code, step.says) == ("listed", "上市")
    assert (step.judgement.verdict, step.judgement.amount) == (YES, 500_000_000)
    assert top is None


def test_missing_names_what_an_undecided_row_lacks():
    bound = bind(compile_programme(listing_award(), DICTIONARY), CodeBook())
    facts = {
        "event.way": "ipo",
        "event.happened_on": date(2025, 6, 1),
        "company.fiscal_unit": "linzi",
        "event.board": "main",
    }

    judgement = bound.judge(bound.encode(facts), ON)

    assert judgement.missing == ("company.dishonest", "event.kind")
