"""When a goal is on course, behind, reached, or without a figure."""

from decimal import Decimal

import pytest

from gaodi.web.shell.ui.goals import AHEAD, BEHIND, NO_FIGURE, REACHED, goal_of

pytestmark = pytest.mark.no_database


def goal(figure, target=25, forecast=None, time_used="0.9"):
    return goal_of(
        name="listings",
        source="exchange",
        figure=None if figure is None else Decimal(figure),
        target=Decimal(target),
        unit="家",
        forecast=None if forecast is None else Decimal(forecast),
        time_used=Decimal(time_used),
    )


@pytest.mark.parametrize(
    ("figure", "forecast", "status"),
    [(11, 13, BEHIND), (20, 25, AHEAD), (25, 25, REACHED), (11, None, BEHIND), (23, None, AHEAD)],
)
def test_status_looks_at_the_forecast_and_else_at_the_time(figure, forecast, status):
    assert goal(figure, forecast=forecast).status is status


def test_no_figure_is_neither_nought_nor_blank():
    none = goal(None)

    assert (none.figure, none.forecast, none.status, none.filled) == (None, "尚无公布数字", NO_FIGURE, None)


def test_bar_is_as_long_as_the_greatest_of_its_figures():
    ahead = goal(20, target=25, forecast=50)

    assert (ahead.filled, ahead.tick, ahead.diamond) == (Decimal("0.4"), Decimal("0.5"), 1)


def test_goal_of_nought_draws_an_empty_bar():
    assert goal(0, target=0).filled == 0
