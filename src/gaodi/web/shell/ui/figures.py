"""Figures, money, links and doors: the short pieces that front pages are made of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in yuan. `cap` prints 最高 before it, `later` mutes what is not yet due; `unit` is 万元 or 亿元 or 元.

    None is an amount that there is none of (—).
    """

    yuan: Decimal | None
    unit: str = "万元"
    cap: bool = False
    later: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A word with an address; `note` stands small behind it."""

    label: str
    href: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """A button: `method` post makes a form of its own, `primary` at most once a row or region."""

    label: str
    href: str
    primary: bool = False
    icon: str = ""
    method: str = "get"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One headline number: label over value with its unit, one line of context under it. At most four in a row.

    Give `value` as text or number; None prints “尚无数字”, never a nought.
    """

    label: str
    value: Decimal | int | str | None
    unit: str = ""
    note: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Door:
    """An entrance by who one is."""

    title: str
    text: str
    href: str
    icon: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a short list: title, one line under it, and at its right a clock, chip, amount or word."""

    title: str
    text: str
    right: object = ""
    href: str = ""
