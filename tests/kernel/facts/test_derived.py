"""What each operation gives, and when it is unknown."""

from datetime import UTC, datetime

import pytest

from tests.kernel.facts.making import ON, THEN, day, registry_of, report, sound

FOUNDED = (1, day("2010-05-01"), 1000, 4)
COVERED = (None, "report", day("2010-01-01"), None)
YEARS = [report(year, f"{year}-12-31", year) for year in (2021, 2022, 2023, 2024)]


def values_of(
    text, *, reports=YEARS, coverage=(COVERED,), firm=FOUNDED, columns=("it",), subjects=None, then=THEN
):
    registry = registry_of([firm], reports, coverage)
    definitions = sound(registry, text)
    [row] = registry.read("firm", columns, ON, then, subjects, definitions)
    return row[0] if len(columns) == 1 else row


def aggregate(op, rest="", kind="money"):
    column = "" if op in ("count", "exists") else "column: amount, "
    limits = "" if op == "exists" else "low: -1000000, high: 1000000, "
    return f"it: {{label: 它, type: {kind}, from: report, op: {op}, {column}{limits}{rest}}}"


COUNT = aggregate("count", kind="count")
EXISTS = aggregate("exists", kind="flag")


@pytest.mark.parametrize(
    "text, expected",
    [
        (COUNT, 4),
        (aggregate("sum"), 2021 + 2022 + 2023 + 2024),
        (aggregate("min"), 2021),
        (aggregate("max"), 2024),
        (aggregate("first"), 2021),
        (aggregate("last"), 2024),
        (aggregate("last", "back: 2"), 2022),
        (aggregate("last", "back: 4"), None),
        (EXISTS, 1),
        (aggregate("sum", "window: {last: 3}"), 2022 + 2023 + 2024),
        (aggregate("sum", "window: {years: 2}"), 2023 + 2024),
        (aggregate("count", "window: {months: 6}", "count"), 1),
        (aggregate("count", "window: {days: 180}", "count"), 0),
        (aggregate("count", "window: valid", "count"), 4),
    ],
)
def test_an_operation_over_complete_rows(db, text, expected):
    assert values_of(text) == expected
    assert values_of(text, subjects=[1]) == expected


@pytest.mark.parametrize("text", [COUNT, aggregate("sum"), EXISTS])
def test_no_rows_are_none_where_covered_and_unknown_elsewhere(db, text):
    assert values_of(text, reports=()) == 0
    assert values_of(text, reports=(), coverage=()) is None


@pytest.mark.parametrize("op", ["min", "max", "first", "last"])
def test_nothing_to_take_is_unknown_even_where_covered(db, op):
    assert values_of(aggregate(op), reports=()) is None


def test_rows_that_are_not_all_are_no_count_but_something_exists(db):
    late = [(None, "report", day("2024-01-01"), None)]

    assert values_of(COUNT, coverage=late) is None
    assert values_of(EXISTS, coverage=late) == 1
    assert values_of(aggregate("count", "window: {years: 1}", "count"), coverage=late) == 1


def test_known_rows_are_enough_where_the_definition_says_so(db):
    text = aggregate("sum", "if_incomplete: known_rows")
    unknown = [*YEARS, report(9, "2020-12-31", None)]

    assert values_of(text, reports=unknown, coverage=()) == 2021 + 2022 + 2023 + 2024
    assert values_of(text, reports=(), coverage=()) is None
    assert values_of(text, reports=()) == 0


def test_an_unknown_among_the_values_makes_the_sum_unknown(db):
    assert values_of(aggregate("sum"), reports=[*YEARS, report(9, "2020-12-31", None)]) is None


def test_a_missing_year_makes_a_sum_of_years_unknown(db):
    gap = [one for one in YEARS if one[0] != 2023]

    assert values_of(aggregate("sum", "window: {last: 3}"), reports=gap) is None
    assert values_of(aggregate("last", "back: 1"), reports=gap) is None
    assert values_of(aggregate("last", "back: 2"), reports=gap) == 2022


@pytest.mark.parametrize(
    "founded, expected",
    [("2022-12-31", 2022 + 2023 + 2024), ("2023-01-01", 2023 + 2024), ("2020-01-01", None)],
)
def test_years_before_the_founding_are_not_missing(db, founded, expected):
    reports = [one for one in YEARS if one[0] >= (2023 if founded != "2022-12-31" else 2022)]
    text = aggregate("sum", "window: {last: 3}, if_incomplete: since_founding")

    assert values_of(text, reports=reports, firm=(1, day(founded), 0, 0)) == expected


def test_two_rows_for_one_year_are_no_complete_years(db):
    twice = [*YEARS, report(9, "2023-12-31", 7)]

    assert values_of(aggregate("sum", "window: {last: 3}"), reports=twice) is None


def test_a_window_opens_the_day_after_and_closes_on_the_day(db):
    ends = ["2023-06-30", "2023-07-01", "2025-06-30", "2025-07-01"]
    rows = [report(number, end, 10**number) for number, end in enumerate(ends)]

    assert values_of(aggregate("sum", "window: {years: 2}"), reports=rows) == 10 + 100


def test_nothing_happens_before_the_founding_so_coverage_need_not_reach_further(db):
    late = [(None, "report", day("2024-02-01"), None)]
    text = aggregate("count", "window: {years: 3}", "count")

    assert values_of(text, reports=(), coverage=late, firm=(1, day("2024-02-01"), 0, 0)) == 0
    assert values_of(text, reports=(), coverage=late, firm=(1, day("2024-01-31"), 0, 0)) is None
    assert values_of(text, reports=(), coverage=late, firm=(1, None, 0, 0)) is None


@pytest.mark.parametrize(
    "rows, expected",
    [
        ([(None, "2023-01-01", "2024-01-01"), (None, "2024-01-01", None)], 0),
        ([(None, "2023-01-01", "2024-01-01"), (None, "2024-01-02", None)], None),
        ([(None, "2023-01-01", "2024-06-01"), (1, "2024-05-01", None)], 0),
        ([(1, "2023-01-01", "2024-06-01"), (None, "2024-05-01", None)], 0),
        ([(2, "2023-01-01", None)], None),
        ([(None, "2023-01-01", "2025-06-30")], None),
        ([(None, "2023-01-01", "2025-07-01")], 0),
    ],
)
def test_coverage_must_reach_without_a_gap_over_the_whole_window(db, rows, expected):
    coverage = [(who, "report", day(start), day(end) if end else None) for who, start, end in rows]
    text = aggregate("count", "window: {years: 2}", "count")

    assert values_of(text, reports=(), coverage=coverage) == expected


def test_a_condition_chooses_rows_in_the_language_of_rules(db):
    rows = [*YEARS, report(1, "2025-03-31", 5, kind="quarter"), report(2, "2025-06-30", 6, kind="quarter")]
    where = "where: \"kind = 'quarter' AND amount > 0.05 AND period_end <= $on\""

    assert values_of(aggregate("count", where, "count"), reports=rows) == 1
    assert values_of(aggregate("last", "where: \"kind = 'annual'\""), reports=rows) == 2024


def test_a_row_whose_condition_is_unknown_leaves_the_count_unknown(db):
    rows = [report(1, "2024-12-31", audited=1), report(2, "2023-12-31", audited=None)]
    where = "where: is_audited"

    assert values_of(aggregate("count", where, "count"), reports=rows) is None
    assert values_of(aggregate("exists", where, "flag"), reports=rows) == 1
    assert values_of(aggregate("exists", where, "flag"), reports=rows[1:]) is None
    assert values_of(aggregate("count", f"{where}, if_incomplete: known_rows", "count"), reports=rows) == 1


def test_a_sum_past_its_range_is_unknown_and_never_wraps(db):
    rows = [report(number, f"{number}-12-31", 10**12) for number in range(2001, 2021)]

    assert values_of(aggregate("sum"), reports=rows) is None


RATIO = """
    it: {label: 比, type: rate, op: ratio, of: firm.capital, to: firm.total, low: -100000000, high: 100000000}
    total: {label: 和, type: money, from: report, op: sum, column: amount, low: -1000, high: 1000}
"""


@pytest.mark.parametrize(
    "capital, amount, expected",
    [(1, 3, 333_333), (2, 3, 666_667), (1, -3, -333_333), (2, -3, -666_667), (1, 0, None), (None, 3, None)],
)
def test_a_ratio_is_rounded_to_the_nearest_millionth(db, capital, amount, expected):
    rows = [report(1, "2024-12-31", amount)]

    assert (
        values_of(RATIO, reports=rows, firm=(1, 0, capital, 1), coverage=[(None, "report", 0, None)])
        == expected
    )


def test_a_half_is_rounded_away_from_zero(db):
    text = "it: {label: 人均, type: money, op: ratio, of: capital, to: heads, low: -100, high: 100}"

    assert [values_of(text, firm=(1, 0, capital, 2)) for capital in (5, -5)] == [3, -3]


@pytest.mark.parametrize(
    "before, now, expected", [(200, 250, 250_000), (200, 100, -500_000), (0, 5, None), (-5, 5, None)]
)
def test_growth_compares_with_what_was_before(db, before, now, expected):
    text = """
        it: {label: 增长, type: rate, op: growth, of: firm.now, to: firm.then, low: -1000000, high: 100000000}
        now: {label: 今, type: money, from: report, op: last, column: amount, low: -1000, high: 1000}
        then: {label: 昔, type: money, from: report, op: last, back: 1, column: amount, low: -1000, high: 1000}
    """
    rows = [report(1, "2023-12-31", before), report(2, "2024-12-31", now)]

    assert values_of(text, reports=rows) == expected


def test_a_difference_of_days_is_a_count(db):
    text = """
        it: {label: 天数, type: count, op: difference, of: end, to: founded_on, low: 0, high: 40000}
        end: {label: 期末, type: day, from: report, op: last, column: period_end}
    """

    assert values_of(text) == day("2024-12-31") - FOUNDED[1]


WHERE_FROM = ("it_source", "it_source_on", "it_source_standing")


def test_a_value_names_the_row_that_it_came_from(db):
    rows = [report(1, "2024-12-31", source_on="2025-02-03", standing="declared"), report(2, "2023-12-31")]

    assert values_of(aggregate("last"), reports=rows, columns=WHERE_FROM) == (
        "report",
        day("2025-02-03"),
        "declared",
    )


def test_an_aggregate_names_its_newest_source_and_its_weakest_standing(db):
    rows = [report(1, "2024-12-31", source_on="2025-02-03"), report(2, "2023-12-31", standing="declared")]

    assert values_of(aggregate("sum"), reports=rows, columns=WHERE_FROM) == (
        "report",
        day("2025-02-03"),
        "declared",
    )


def test_none_names_the_source_that_is_complete(db):
    assert values_of(COUNT, reports=(), columns=WHERE_FROM) == ("register", 15000, "verified")


def test_a_ratio_names_the_source_told_later(db):
    rows = [report(1, "2024-12-31", 5, source_on="2025-02-03", standing="declared")]

    assert values_of(RATIO, reports=rows, columns=WHERE_FROM) == ("report", 20122, "declared")


def test_yesterdays_answer_stays_after_a_correction(db):
    corrected = datetime(2025, 3, 1, tzinfo=UTC)
    rows = [
        report(1, "2024-12-31", 10, known_to=corrected),
        report(1, "2024-12-31", 20, known_from=corrected),
    ]
    before = datetime(2025, 2, 28, tzinfo=UTC)

    assert values_of(aggregate("last"), reports=rows) == 20
    assert values_of(aggregate("last"), reports=rows, then=before) == 10


def test_another_column_may_lead_to_the_subject(db):
    rows = [report(1, "2024-12-31", firm=2, partner=1), report(2, "2024-12-31", firm=1, partner=2)]
    text = aggregate("count", "by: partner_id", "count")

    assert values_of(text, reports=rows, subjects=[1]) == 1
    assert values_of(text, reports=rows) == 1


def test_a_last_day_of_february_steps_back_to_the_last_day_of_february(db):
    rows = [report(1, "2024-02-29", 1), report(2, "2023-02-28", 2)]

    assert values_of(aggregate("last", "back: 1"), reports=rows) == 2


def test_only_the_tables_that_are_needed_stand_in_the_text(db):
    registry = registry_of([FOUNDED], YEARS)
    definitions = sound(registry, COUNT)

    assert "partner_id" not in registry.sql("firm", ["capital"], definitions)
    assert "partner_id" in registry.sql("firm", ["it"], definitions)
