"""Money without floats: yuan as Decimal at the edges, whole fen and parts per million inside."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

FEN_PER_YUAN = 100
WAN = 10_000
YI = 100_000_000
PPM = 1_000_000

_MINUS = "−"


class MoneyError(Exception):
    """An amount or a share that cannot be handled exactly."""


class NotWholeFen(MoneyError):
    """The amount has a part smaller than one fen."""

    def __init__(self, yuan: Decimal) -> None:
        self.yuan = yuan
        super().__init__(f"{yuan} yuan is not a whole number of fen; round it by a stated rule first")


class NotWholePpm(MoneyError):
    """The rate is finer than one part per million."""

    def __init__(self, fraction: Decimal) -> None:
        self.fraction = fraction
        super().__init__(f"rate {fraction} is finer than one part per million; give at most six decimals")


class BadShares(MoneyError):
    """The shares cannot divide a whole: negative, above one together, or the rest named twice."""


def fen_from_yuan(yuan: Decimal | int) -> int:
    """Whole fen of an amount in yuan.

    Raises: NotWholeFen: a third decimal that is not zero.
    """
    fen = Decimal(yuan).scaleb(2)
    if not fen.is_finite() or fen != fen.to_integral_value():
        raise NotWholeFen(Decimal(yuan))
    return int(fen)


def yuan_from_fen(fen: int) -> Decimal:
    """Yuan with exactly two decimals; the inverse of `fen_from_yuan`."""
    return Decimal(fen).scaleb(-2)


def ppm_from_fraction(fraction: Decimal | int) -> int:
    """Parts per million of a rate given as a fraction (0.25 is a quarter).

    Raises: NotWholePpm: more than six decimals.
    """
    ppm = Decimal(fraction).scaleb(6)
    if not ppm.is_finite() or ppm != ppm.to_integral_value():
        raise NotWholePpm(Decimal(fraction))
    return int(ppm)


def fraction_from_ppm(ppm: int) -> Decimal:
    """The fraction, without trailing zeros; the inverse of `ppm_from_fraction`."""
    return _plain(Decimal(ppm).scaleb(-6))


def round_half_up(numerator: int, denominator: int) -> int:
    """The nearest whole number to a quotient; a half goes away from zero on both sides (-0.5 becomes -1).

    Raises: ZeroDivisionError: `denominator` is zero.
    """
    size = (2 * abs(numerator) + abs(denominator)) // (2 * abs(denominator))
    return size if (numerator < 0) == (denominator < 0) else -size


def part_of(total_fen: int, ppm: int) -> int:
    """A rate of an amount, in fen, rounded half up."""
    return round_half_up(total_fen * ppm, PPM)


def split_shares(total_fen: int, shares_ppm: Mapping[str, int], rest: str) -> dict[str, int]:
    """Each party's fen; together exactly `total_fen`.

    Every named share is rounded half up, in the order given, but never takes more than what is left; `rest` gets the
    remainder, which therefore never has the other sign.
    Raises: BadShares: a negative share, shares above the whole, or `rest` among the named shares.
    """
    _check_shares(shares_ppm, rest)
    sign, left = (-1, -total_fen) if total_fen < 0 else (1, total_fen)
    parts: dict[str, int] = {}
    for party, ppm in shares_ppm.items():
        part = min(part_of(abs(total_fen), ppm), left)
        parts[party] = sign * part
        left -= part
    parts[rest] = sign * left
    return parts


def _check_shares(shares_ppm: Mapping[str, int], rest: str) -> None:
    if rest in shares_ppm:
        raise BadShares(f"{rest} takes the rest and cannot have a share of its own as well")
    negative = [party for party, ppm in shares_ppm.items() if ppm < 0]
    if negative:
        raise BadShares(f"the share of {', '.join(negative)} is negative")
    if sum(shares_ppm.values()) > PPM:
        raise BadShares(
            f"the shares add to {fraction_from_ppm(sum(shares_ppm.values()))}, more than the whole"
        )


def format_yuan_wan(yuan: Decimal) -> str:
    """万元 with two decimals, for tables and totals; no unit, no separators."""
    return _fixed(yuan / WAN, 2)


def format_yuan_yi(yuan: Decimal) -> str:
    """亿元 with three decimals, for tables and totals; no unit, no separators."""
    return _fixed(yuan / YI, 3)


def format_yuan(yuan: Decimal) -> str:
    """元 with two decimals, for tables; no unit, no separators."""
    return _fixed(yuan, 2)


def say_yuan(yuan: Decimal) -> str:
    """The exact amount for running text, in the largest unit that keeps it short: 1000 万元, 3 亿元, 8500.5 元."""
    for size, decimals, unit in ((YI, 3, "亿元"), (WAN, 2, "万元")):
        amount = yuan / size
        if abs(amount) >= 1 and amount == round(amount, decimals):
            return f"{_signed(_plain(amount))} {unit}"
    return f"{_signed(_plain(yuan))} 元"


def format_percent(fraction: Decimal) -> str:
    """Percent with one decimal at most: 0.125 is 12.5%, 0.5 is 50%."""
    return f"{_signed(_plain((fraction * 100).quantize(Decimal('0.1'), ROUND_HALF_UP)))}%"


def group_thousands(number: str) -> list[str]:
    """The pieces between which a page draws a thin gap: "−12345.60" gives ["−12", "345.60"]."""
    whole, dot, decimals = number.partition(".")
    sign = whole[:1] if whole[:1] in (_MINUS, "-") else ""
    digits = whole[len(sign) :]
    head = len(digits) % 3 or min(3, len(digits))
    pieces = [digits[:head], *(digits[at : at + 3] for at in range(head, len(digits), 3))]
    pieces[0] = sign + pieces[0]
    pieces[-1] += dot + decimals
    return pieces


def _fixed(amount: Decimal, decimals: int) -> str:
    return _signed(amount.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def _plain(number: Decimal) -> Decimal:
    """Without trailing zeros and without an exponent."""
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def _signed(number: Decimal) -> str:
    return f"{number:f}".replace("-", _MINUS) if number else f"{abs(number):f}"
