"""How a time limit reads and how much of its pie is filled."""

from datetime import date

import pytest

from gaodi.web.shell.ui.clocks import (
    Audience,
    ClockState,
    ClockUnit,
    clock_of,
    ended_clock,
    paused_clock,
    pie_slice,
)

pytestmark = pytest.mark.no_database


@pytest.mark.parametrize(
    ("left", "words", "state"),
    [
        (6, "剩 6 个工作日", ClockState.RUNNING),
        (4, "剩 4 个工作日", ClockState.RUNNING),
        (3, "剩 3 个工作日", ClockState.WARN),
        (0, "今日到期", ClockState.WARN),
        (-1, "超 1 个工作日", ClockState.LATE),
    ],
)
def test_officers_are_warned_on_the_last_three_days(left, words, state):
    clock = clock_of(left, 10, ClockUnit.WORKDAYS, Audience.OFFICER)

    assert (clock.words, clock.state) == (words, state)


@pytest.mark.parametrize(("left", "state"), [(6, ClockState.RUNNING), (5, ClockState.WARN)])
def test_applicants_are_warned_on_the_last_five_days(left, state):
    assert clock_of(left, 30, ClockUnit.DAYS, Audience.APPLICANT).state is state


def test_calendar_days_are_named_as_days():
    clock = clock_of(347, 365, ClockUnit.DAYS, Audience.APPLICANT, about="申领期")

    assert clock.words == "申领期剩 347 天"


def test_pie_shows_the_share_of_time_used():
    assert clock_of(3, 12, ClockUnit.WORKDAYS, Audience.OFFICER).used == 0.75


def test_more_left_than_the_limit_uses_nothing():
    assert clock_of(12, 10, ClockUnit.WORKDAYS, Audience.OFFICER).used == 0


def test_limit_of_nought_is_used_up():
    assert clock_of(1, 0, ClockUnit.WORKDAYS, Audience.OFFICER).used == 1


def test_paused_clock_says_why():
    assert paused_clock("补正中").words == "停表，补正中"


def test_ended_clock_names_the_last_day():
    assert ended_clock(date(2025, 12, 24)).words == "已于 2025-12-24 截止"


@pytest.mark.parametrize(
    ("share", "path"),
    [
        (0, ""),
        (0.25, "M8 8V2A6 6 0 0 1 14.00 8.00Z"),
        (0.75, "M8 8V2A6 6 0 1 1 2.00 8.00Z"),
        (1, "M8 2A6 6 0 1 1 8 14A6 6 0 1 1 8 2Z"),
    ],
)
def test_slice_runs_clockwise_from_the_top(share, path):
    assert pie_slice(share, middle=8, radius=6) == path
