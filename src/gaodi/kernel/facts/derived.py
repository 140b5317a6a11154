"""What a derived fact is: an aggregate over the rows of another table, or a quotient of two facts of its own row.

The meaning of every word here is written down in docs/explanation/facts-and-as-of.md.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from gaodi.engines.rules.dictionary import Column, FactType, Visibility
from gaodi.engines.rules.nodes import Node

#: What is appended to the name of a derived fact for the columns that say where its value came from.
SOURCE, SOURCE_ON, STANDING = "_source", "_source_on", "_source_standing"


class Op(enum.Enum):
    """How a derived fact is made; the first seven out of rows, the last three out of two facts."""

    COUNT = "count"
    SUM = "sum"
    MIN = "min"
    MAX = "max"
    EXISTS = "exists"
    FIRST = "first"
    LAST = "last"
    RATIO = "ratio"
    GROWTH = "growth"
    DIFFERENCE = "difference"

    @property
    def is_of_rows(self) -> bool:
        return self not in (Op.RATIO, Op.GROWTH, Op.DIFFERENCE)


class Incomplete(enum.Enum):
    """What an aggregate is where rows may be missing."""

    UNKNOWN = "unknown"
    KNOWN_ROWS = "known_rows"  # of those that are there, if any
    SINCE_FOUNDING = "since_founding"  # periods before the subject began are not missing


class Span(enum.Enum):
    """How a window is measured."""

    VALID = "valid"  # the rows that the source's SQL yields, which hold on the day
    LAST = "last"  # so many periods of a year, the newest first
    YEARS = "years"
    MONTHS = "months"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Window:
    """Which rows count, by time."""

    span: Span
    length: int = 0

    @property
    def is_of_time(self) -> bool:
        return self.span in (Span.YEARS, Span.MONTHS, Span.DAYS)


@dataclass(frozen=True, slots=True)
class Derived:
    """One derived fact, ready to be composed.

    Out of rows: `source` is the fact table they stand in, `by` its column that holds the subject, `column` what is
    summed or taken, `where` which rows (None: all), `back` so many years before the newest row. Out of two facts: `of`
    and `to` are columns of its own table.
    """

    name: str
    label: str
    type: FactType
    op: Op
    low: int | None = None
    high: int | None = None
    visibility: Visibility = Visibility.SUBJECT
    group: str | None = None
    unit: str = ""
    source: str = ""
    by: str = ""
    column: str | None = None
    where: Node | None = None
    window: Window | None = None
    incomplete: Incomplete = Incomplete.UNKNOWN
    back: int = 0
    covered_as: str | None = None
    of: str = ""
    to: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    vocabulary: str | None = None
    source_codes: Mapping[str, str] = field(default_factory=dict)

    @property
    def operands(self) -> tuple[str, ...]:
        return () if self.op.is_of_rows else (self.of, self.to)

    def as_column(self) -> Column:
        """The fact as rules and pages see it."""
        return Column(
            name=self.name,
            type=self.type,
            label=self.label,
            low=self.low,
            high=self.high,
            codes=self.codes,
            visibility=self.visibility,
            source=self.name + SOURCE,
            source_on=self.name + SOURCE_ON,
            vocabulary=self.vocabulary,
            group=self.group,
            unit=self.unit,
            source_codes=self.source_codes,
        )


Definitions = Mapping[str, Mapping[str, Derived]]
"""Derived facts by the name of their table and their own, each after those it is made of."""
