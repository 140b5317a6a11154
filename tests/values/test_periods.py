from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaodi.values.periods import EmptyPeriod, Period, day_number, day_of

days = st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 1, 1))


@st.composite
def periods(draw):
    start = draw(days)
    length = draw(st.none() | st.integers(min_value=1, max_value=5000))
    return Period(start, None if length is None else start + timedelta(days=length))


@given(periods())
def test_start_is_inside_and_end_is_not(period):
    assert period.contains(period.start)
    assert not period.contains(period.start - timedelta(days=1))
    assert period.end is None or not period.contains(period.end)


@given(periods())
def test_last_day_is_inside_and_restores_the_period(period):
    assert period.last_day is None or period.contains(period.last_day)
    assert Period.from_last_day(period.start, period.last_day) == period


@given(periods(), periods())
def test_overlap_is_mutual_and_has_a_common_day(one, other):
    common = one.intersection(other)

    assert one.overlaps(other) == other.overlaps(one) == (common is not None)
    assert common is None or (one.contains(common.start) and other.contains(common.start))
    assert common == other.intersection(one)


@given(days, days)
def test_touching_periods_do_not_overlap(one, other):
    early, late = sorted((one, other))
    if early == late:
        return

    assert not Period(early, late).overlaps(Period(late))


def test_policy_is_in_force_on_its_printed_last_day():
    policy = Period.from_last_day(date(2020, 12, 25), date(2025, 12, 24))

    assert policy.contains(date(2025, 12, 24))
    assert not policy.contains(date(2025, 12, 25))
    assert policy.days == 1826


def test_period_of_one_day():
    day = date(2025, 1, 1)

    assert Period.from_last_day(day, day).days == 1


@pytest.mark.parametrize("end", [date(2025, 1, 1), date(2024, 12, 31)])
def test_period_without_a_day_is_refused(end):
    with pytest.raises(EmptyPeriod):
        Period(date(2025, 1, 1), end)


@given(days)
def test_day_number_and_date_are_inverse(day):
    assert day_of(day_number(day)) == day


def test_day_numbers_count_from_1970():
    assert day_number(date(1970, 1, 1)) == 0
    assert day_number(date(2025, 12, 24)) == 20446
