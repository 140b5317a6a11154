"""Words of change from year to year."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gaodi.web.shell.company.charts import change_words


@pytest.mark.no_database
@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        ("110", "100", "比上年增 10%"),
        ("90", "100", "比上年减 10%"),
        ("100", "100", "与上年持平"),
        ("-5", "100", "由盈转亏"),
        ("5", "-10", "比上年增加"),
        ("-20", "-10", "比上年减少"),
        ("5", "0", "比上年增加"),
    ],
)
def test_change_is_said_in_words(now, before, words):
    assert change_words(Decimal(now), Decimal(before)) == words


@pytest.mark.no_database
def test_shares_differ_in_points():
    assert change_words(Decimal("9.3"), Decimal("11.6"), is_percent=True) == "比上年降 2.3 个点"
