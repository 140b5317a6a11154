"""Charts and the tables behind them say the same."""

from decimal import Decimal

import pytest

from gaodi.web.shell.ui.charts import Chart, Series, bar_rows

pytestmark = pytest.mark.no_database


def chart(*values):
    bars = Series("paid", tuple(None if value is None else Decimal(value) for value in values))
    return Chart("paid", "Paid", "Rising.", "亿元", ("5", "6"), bars)


def test_missing_value_is_a_gap():
    drawn = chart("0.1", None)

    assert drawn.data["bars"]["values"] == [0.1, None]
    assert [row[2] for row in drawn.rows] == [Decimal("0.1"), None]


def test_series_of_the_wrong_length_is_refused():
    with pytest.raises(ValueError, match="1 values for 2 labels"):
        chart("0.1")


def test_longest_bar_fills_the_row():
    first, second = bar_rows((("a", Decimal(4)), ("b", Decimal(1))), compare_with_first=True)

    assert (first.share, second.share, second.note) == (1, Decimal("0.25"), "25%")


def test_bars_of_nought_are_empty():
    assert bar_rows((("a", Decimal(0)),))[0].share == 0
