"""The reason behind every yes, no, amount, match, warning and figure."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


class Truth(enum.Enum):
    """Three values: a fact that we lack makes an answer unknown, never no."""

    NO = "no"
    YES = "yes"
    UNKNOWN = "unknown"


class Unit(enum.Enum):
    """What a number or word on the screen is counted in."""

    YUAN = "yuan"  # Decimal, two places
    FRACTION = "fraction"  # Decimal, 0.25 is a quarter
    COUNT = "count"  # int
    DAYS = "days"  # int, calendar days
    WORKDAYS = "workdays"  # int
    DAY = "day"  # date
    TEXT = "text"  # str, a code of a vocabulary or free words
    FLAG = "flag"  # bool


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value as seen: what it is, its unit, and how it reads in Chinese."""

    value: Decimal | int | bool | date | str | tuple[str, ...] | None
    unit: Unit
    label: str


#: The threshold of a claim that follows from several others: one is enough, or each has to hold.
ANY_OF, ALL_OF = "满足以下任何一项", "同时满足以下各项"


@dataclass(frozen=True, slots=True)
class Distance:
    """How far a value is from its threshold.

    `share` is the part of the way already covered (0..1), None where no gauge makes sense;
    `short` tells that the threshold is not reached yet.
    """

    label: str
    share: Decimal | None = None
    short: bool = True


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value came from and the day it was recorded there; `status` is verified, assumed or declared."""

    title: str
    on: date | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """The place in a document that a condition rests on."""

    document: str
    article: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Because:
    """One claim with its truth and all that a reader needs to check it.

    `code` names the condition for machines. `reason` says in words why the truth is unknown, or why a value is not
    shown. `remedy` says what would change the answer. `withheld` marks a fact that the viewer may not see: value and
    distance are then None. `children` are the claims that this one follows from.
    """

    claim: str
    truth: Truth
    code: str = ""
    value: Quantity | None = None
    threshold: Quantity | None = None
    distance: Distance | None = None
    source: Source | None = None
    clause: Clause | None = None
    reason: str | None = None
    remedy: str | None = None
    withheld: bool = False
    children: tuple[Because, ...] = ()
