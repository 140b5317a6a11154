from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaodi.values.money import (
    PPM,
    BadShares,
    NotWholeFen,
    NotWholePpm,
    fen_from_yuan,
    format_percent,
    format_yuan,
    format_yuan_wan,
    format_yuan_yi,
    fraction_from_ppm,
    group_thousands,
    part_of,
    ppm_from_fraction,
    round_half_up,
    say_yuan,
    split_shares,
    yuan_from_fen,
)

fen = st.integers(min_value=-(10**18), max_value=10**18)


@st.composite
def shares(draw):
    """One to four named shares that together stay within the whole."""
    left, result = PPM, {}
    for party in draw(
        st.lists(st.sampled_from(["city", "province", "bank", "fund"]), min_size=1, unique=True)
    ):
        result[party] = draw(st.integers(min_value=0, max_value=left))
        left -= result[party]
    return result


@given(fen)
def test_yuan_and_fen_are_inverse(amount):
    assert fen_from_yuan(yuan_from_fen(amount)) == amount


def test_yuan_keep_two_decimals():
    assert str(yuan_from_fen(300_000_000)) == "3000000.00"
    assert str(yuan_from_fen(-5)) == "-0.05"


@pytest.mark.parametrize("yuan", ["0.001", "NaN", "Infinity"])
def test_part_of_a_fen_is_refused(yuan):
    with pytest.raises(NotWholeFen):
        fen_from_yuan(Decimal(yuan))


@given(st.integers(min_value=0, max_value=10 * PPM))
def test_fraction_and_ppm_are_inverse(ppm):
    assert ppm_from_fraction(fraction_from_ppm(ppm)) == ppm


def test_rate_finer_than_ppm_is_refused():
    with pytest.raises(NotWholePpm):
        ppm_from_fraction(Decimal("0.0000001"))


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        (1, 2, 1),
        (-1, 2, -1),
        (1, -2, -1),
        (-1, -2, 1),
        (3, 2, 2),
        (-3, 2, -2),
        (1, 3, 0),
        (-2, 3, -1),
        (0, -7, 0),
    ],
)
def test_half_goes_away_from_zero(numerator, denominator, expected):
    assert round_half_up(numerator, denominator) == expected


@given(fen, st.integers(min_value=-(10**9), max_value=10**9).filter(bool))
def test_rounding_is_nearest_and_mirrors_at_zero(numerator, denominator):
    rounded = round_half_up(numerator, denominator)

    assert abs(Fraction(numerator, denominator) - rounded) <= Fraction(1, 2)
    assert round_half_up(-numerator, denominator) == -rounded
    assert round_half_up(2 * numerator + 1, 2) == (numerator + 1 if numerator >= 0 else numerator)


@given(fen, shares())
def test_shares_add_up_to_the_fen(total, shares_ppm):
    parts = split_shares(total, shares_ppm, "county")

    assert sum(parts.values()) == total
    assert set(parts) == {*shares_ppm, "county"}


@given(fen, shares())
def test_no_part_has_the_other_sign(total, shares_ppm):
    parts = split_shares(total, shares_ppm, "county")

    assert all(part * total >= 0 for part in parts.values())


@given(fen, st.integers(min_value=0, max_value=PPM))
def test_single_share_is_rounded_half_up(total, ppm):
    assert split_shares(total, {"city": ppm}, "county")["city"] == part_of(total, ppm)


def test_named_party_takes_the_remainder():
    assert split_shares(100, {"a": 333_333, "b": 333_333}, "c") == {"a": 33, "b": 33, "c": 34}
    assert split_shares(1, {"a": 500_000, "b": 500_000}, "c") == {"a": 1, "b": 0, "c": 0}
    assert split_shares(-1, {"a": 500_000}, "c") == {"a": -1, "c": 0}


@pytest.mark.parametrize(
    "shares_ppm", [{"city": PPM + 1}, {"city": -1}, {"county": 1}, {"a": 600_000, "b": 600_000}]
)
def test_shares_that_cannot_divide_a_whole_are_refused(shares_ppm):
    with pytest.raises(BadShares):
        split_shares(100, shares_ppm, "county")


def test_tables_show_fixed_decimals():
    assert format_yuan_wan(Decimal("3000000")) == "300.00"
    assert format_yuan_wan(Decimal("-1250050")) == "−125.01"
    assert format_yuan_yi(Decimal("123456789")) == "1.235"
    assert format_yuan(Decimal("8.5")) == "8.50"
    assert format_yuan_wan(Decimal("-0.01")) == "0.00"


@pytest.mark.parametrize(
    ("yuan", "expected"),
    [
        ("10000000", "1000 万元"),
        ("300000000", "3 亿元"),
        ("1234500", "123.45 万元"),
        ("123456.78", "123456.78 元"),
        ("-20000", "−2 万元"),
        ("0.00", "0 元"),
        ("8500.50", "8500.5 元"),
    ],
)
def test_running_text_is_exact(yuan, expected):
    assert say_yuan(Decimal(yuan)) == expected


def test_percent_has_one_decimal_at_most():
    assert format_percent(Decimal("0.125")) == "12.5%"
    assert format_percent(Decimal("0.5")) == "50%"
    assert format_percent(Decimal("-0.0005")) == "−0.1%"


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_thousands_pieces_join_to_the_same_digits(number):
    pieces = group_thousands(str(number))

    assert "".join(pieces) == str(number)
    assert all(len(piece) == 3 for piece in pieces[1:])


def test_thousands_gap_leaves_decimals_alone():
    assert group_thousands("−12345.60") == ["−12", "345.60"]
    assert group_thousands("999.1234") == ["999.1234"]
