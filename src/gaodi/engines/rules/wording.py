"""Values and thresholds in Chinese, as running text."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

from gaodi.engines.rules.nodes import FactRef, Kind
from gaodi.values.because import Quantity, Unit
from gaodi.values.money import round_half_up, say_yuan
from gaodi.values.periods import day_of

_UNITS = {
    Kind.MONEY: Unit.YUAN,
    Kind.RATE: Unit.FRACTION,
    Kind.NUMBER: Unit.FRACTION,
    Kind.COUNT: Unit.COUNT,
    Kind.DAYS: Unit.DAYS,
    Kind.DAY: Unit.DAY,
    Kind.TEXT: Unit.TEXT,
    Kind.CODES: Unit.TEXT,
    Kind.TRUTH: Unit.FLAG,
}
_PLACES = {Kind.MONEY: 2, Kind.RATE: 6, Kind.NUMBER: 6}
_UNIT_WORD = re.compile(r"[（(]([^（()）]{1,4})[)）]$")


def quantity(kind: Kind, value: Any, fact: FactRef | None = None) -> Quantity:
    """A value of the evaluator as a reader sees it; `fact` lends its codes' labels and its unit word.

    A label such as 发明专利（件） says in what the fact is counted.
    """
    if kind in (Kind.TEXT, Kind.CODES):
        codes = tuple(sorted(value)) if isinstance(value, frozenset) else (value,)
        label = "、".join(code_label(code, fact) for code in codes)
        return Quantity(codes if isinstance(value, frozenset) else value, Unit.TEXT, label)
    if kind is Kind.TRUTH:
        return Quantity(bool(value), Unit.FLAG, flag_label(bool(value), fact))
    if kind is Kind.DAY:
        return Quantity(day_of(int(value)), Unit.DAY, day_of(int(value)).isoformat())
    plain = decimal_of(value, _PLACES.get(kind, 0))
    number = plain if kind in _PLACES else int(plain)
    return Quantity(number, _UNITS[kind], number_label(kind, value, fact))


def number_label(kind: Kind, value: Fraction, fact: FactRef | None = None) -> str:
    """A number with its unit: 1000 万元, 12.5%, 3 件, 365 天."""
    if kind is Kind.MONEY:
        return say_yuan(decimal_of(value, 2))
    if kind is Kind.RATE:
        return f"{plain_text(decimal_of(value * 100, 4))}%"
    if kind in (Kind.DAYS, Kind.DAY):
        return f"{plain_text(decimal_of(value, 2))} 天"
    word = unit_word(fact)
    number = plain_text(decimal_of(value, 6))
    return f"{number} {word}" if word else number


def unit_word(fact: FactRef | None) -> str:
    """What a count counts, where the fact's label ends in it."""
    found = _UNIT_WORD.search(fact.label) if fact else None
    return found.group(1) if found else ""


def name_of(fact: FactRef) -> str:
    """The fact's label without its unit."""
    return _UNIT_WORD.sub("", fact.label)


def code_label(code: str, fact: FactRef | None) -> str:
    return fact.described.codes.get(code, code) if fact else code


def flag_label(value: bool, fact: FactRef | None) -> str:
    codes = fact.described.codes if fact else {}
    return codes.get("1" if value else "0", "是" if value else "否")


def decimal_of(value: Fraction | int, places: int) -> Decimal:
    """The nearest decimal with so many places."""
    scaled = Fraction(value) * 10**places
    return Decimal(round_half_up(scaled.numerator, scaled.denominator)).scaleb(-places)


def plain_text(number: Decimal) -> str:
    """Without trailing zeros or exponent, with a true minus sign."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("-", "−") if text.strip("-0.") else "0"
