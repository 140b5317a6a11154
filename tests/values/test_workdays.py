from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaodi.values.workdays import AnnouncedYear, BadCalendar, WorkCalendar, YearNotAnnounced


def span(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


SPRING = span(date(2025, 1, 28), date(2025, 2, 4))
CALENDAR = WorkCalendar(
    [
        AnnouncedYear(
            2025, frozenset([date(2025, 1, 1), *SPRING]), frozenset([date(2025, 1, 26), date(2025, 2, 8)])
        ),
        AnnouncedYear(
            2026, frozenset(span(date(2026, 1, 1), date(2026, 1, 3))), frozenset([date(2026, 1, 4)])
        ),
    ]
)
inside = st.dates(min_value=date(2025, 6, 1), max_value=date(2026, 6, 1))
steps = st.integers(min_value=-90, max_value=90)


def test_weekend_worked_and_holiday_on_a_weekday():
    assert CALENDAR.is_workday(date(2025, 1, 26))
    assert not CALENDAR.is_workday(date(2025, 1, 25))
    assert not CALENDAR.is_workday(date(2025, 1, 29))
    assert CALENDAR.is_workday(date(2025, 2, 5))


def test_start_day_is_not_counted():
    assert CALENDAR.add_workdays(date(2025, 1, 24), 1) == date(2025, 1, 26)
    assert CALENDAR.add_workdays(date(2025, 1, 24), 3) == date(2025, 2, 5)
    assert CALENDAR.workdays_between(date(2025, 1, 24), date(2025, 2, 5)) == 3


def test_term_crosses_the_year():
    assert CALENDAR.add_workdays(date(2025, 12, 31), 1) == date(2026, 1, 4)


def test_last_day_off_moves_to_the_next_workday():
    assert CALENDAR.next_workday(date(2025, 1, 28)) == date(2025, 2, 5)
    assert CALENDAR.next_workday(date(2025, 2, 8)) == date(2025, 2, 8)


@given(inside, steps)
def test_counting_undoes_adding(start, count):
    assert CALENDAR.workdays_between(start, CALENDAR.add_workdays(start, count)) == count


@given(inside, steps)
def test_adding_back_returns_to_a_working_start(start, count):
    start = CALENDAR.next_workday(start)

    assert CALENDAR.add_workdays(CALENDAR.add_workdays(start, count), -count) == start


@given(inside, steps.filter(bool))
def test_result_is_a_workday_on_the_right_side(start, count):
    end = CALENDAR.add_workdays(start, count)

    assert CALENDAR.is_workday(end)
    assert (end > start) == (count > 0)


@given(inside, inside, inside)
def test_counts_add_along_the_way(first, middle, last):
    first, middle, last = sorted((first, middle, last))

    whole = CALENDAR.workdays_between(first, last)
    assert whole == CALENDAR.workdays_between(first, middle) + CALENDAR.workdays_between(middle, last)


def test_year_without_notice_is_not_guessed():
    with pytest.raises(YearNotAnnounced) as raised:
        CALENDAR.add_workdays(date(2026, 12, 30), 5)

    assert raised.value.year == 2027
    assert CALENDAR.years == (2025, 2026)


@pytest.mark.parametrize(
    ("off", "worked"),
    [
        ([date(2024, 12, 31)], []),
        ([date(2025, 1, 26)], [date(2025, 1, 26)]),
        ([], [date(2025, 1, 27)]),
    ],
)
def test_notice_that_contradicts_itself_is_refused(off, worked):
    with pytest.raises(BadCalendar):
        AnnouncedYear(2025, frozenset(off), frozenset(worked))
