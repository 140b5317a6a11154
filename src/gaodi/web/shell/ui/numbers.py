"""Numbers as Chinese pages print them, with a word or a dash where there is none."""

from __future__ import annotations

import re
from decimal import Decimal

from gaodi.values.money import format_percent, format_yuan, format_yuan_wan, format_yuan_yi, say_yuan

#: A space between a figure and a Chinese unit, or between 第 and its figure.
_SPLIT = re.compile(r"(?<=[0-9%]) (?=[\u4e00-\u9fff])(?!(?:和|与|或|及))|(?<=第) (?=[0-9])")
_NUMBER = re.compile(r"([0-9]+(?:\.[0-9]+)?)")

NONE = "—"
MINUS = "−"


def wan(yuan: Decimal | int | None) -> str:
    """Yuan in 万元, two decimals; None is —."""
    return NONE if yuan is None else format_yuan_wan(Decimal(yuan))


def yi(yuan: Decimal | int | None) -> str:
    """Yuan in 亿元, three decimals; None is —."""
    return NONE if yuan is None else format_yuan_yi(Decimal(yuan))


def yuan(amount: Decimal | int | None) -> str:
    """Yuan with two decimals; None is —."""
    return NONE if amount is None else format_yuan(Decimal(amount))


def said(amount: Decimal | int | None) -> str:
    """Yuan for running text, with its unit (“1000 万元”); words where there is no amount."""
    return "尚无数额" if amount is None else say_yuan(Decimal(amount))


def as_is(value: Decimal | int | str | None) -> str:
    """A number with the decimals that it has; words stay words, None and nothing are —."""
    if value is None or value == "":
        return NONE
    if isinstance(value, str):
        return value
    digits = str(value) if isinstance(value, int) else f"{value:f}"
    return digits.replace("-", MINUS)


def percent(fraction: Decimal | None) -> str:
    """“44%”, “17.4%”; None is —."""
    return NONE if fraction is None else format_percent(fraction)


def share_percent(share: Decimal | float | None) -> str:
    """A share 0..1 as a length in an SVG; what lies outside is cut to the ends."""
    kept = min(max(float(share or 0), 0.0), 1.0)
    return f"{round(kept * 100, 1):g}%"


def bind(text: str) -> str:
    """The text with a no-break space between a figure and the unit after it, and after 第."""
    return _SPLIT.sub("\u00a0", text)


def split_numbers(text: str) -> list[str]:
    """The text cut before and after each number, so that every piece is a number or none."""
    return [piece for piece in _NUMBER.split(text) if piece]


def is_number(text: str) -> bool:
    """Whether thousands can be parted in this text: digits, one sign, one decimal point."""
    digits = text.lstrip(f"{MINUS}+").replace(".", "", 1)
    return digits.isdigit() and digits.isascii()
