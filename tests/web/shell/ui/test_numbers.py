"""How numbers are printed, and where lines may not break."""

from decimal import Decimal

import pytest

from gaodi.web.shell.ui import numbers

pytestmark = pytest.mark.no_database


@pytest.mark.parametrize("say", [numbers.wan, numbers.yi, numbers.yuan, numbers.percent, numbers.as_is])
def test_none_is_a_dash(say):
    assert say(None) == "—"


def test_wan_has_two_decimals_and_yi_three():
    assert (numbers.wan(Decimal(3_000_000)), numbers.yi(Decimal(218_000_000))) == ("300.00", "2.180")


def test_minus_is_a_minus_sign():
    assert numbers.as_is(Decimal("-0.5")) == "−0.5"


def test_running_text_names_the_unit():
    assert numbers.said(Decimal(10_000_000)) == "1000 万元"


@pytest.mark.parametrize(
    ("share", "length"), [(Decimal("0.625"), "62.5%"), (-1, "0%"), (3, "100%"), (None, "0%")]
)
def test_lengths_stay_on_the_bar(share, length):
    assert numbers.share_percent(share) == length


def test_figures_keep_their_units():
    assert numbers.bind("不超过 365 天，第 18 天") == "不超过 365\u00a0天，第\u00a018\u00a0天"


def test_numbers_of_a_cell_are_found():
    assert numbers.split_numbers("− 1000.00 万元") == ["− ", "1000.00", " 万元"]


@pytest.mark.parametrize(("text", "found"), [("8930.60", True), ("−12", True), ("7c41", False), ("", False)])
def test_only_numbers_are_parted(text, found):
    assert numbers.is_number(text) is found
