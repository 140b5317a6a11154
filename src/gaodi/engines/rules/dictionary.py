"""The facts that rules may name: tables, columns, links. Pure description, no data and no database."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


class FactType(enum.Enum):
    """How a fact is held in a plan; every plan value is an integer beside a null flag."""

    MONEY = "money"  # fen
    RATE = "rate"  # parts per million
    COUNT = "count"  # whole number
    DAY = "day"  # days since 1970-01-01
    TEXT = "text"  # a code; in plans its number in a code book
    FLAG = "flag"  # 0 or 1


class Stratum(enum.Enum):
    """Layers of derived facts, lowest first: a rule reads only what stands before its own."""

    RECORDED = "recorded"
    STANDARDS = "standards"
    OWNERSHIP = "ownership"
    PROGRAMMES = "programmes"
    PRODUCT_FIT = "product_fit"
    SIGNALS = "signals"

    def is_below(self, other: Stratum) -> bool:
        order = list(Stratum)
        return order.index(self) < order.index(other)


class Visibility(enum.Enum):
    """Who may see a value of this fact: the widest first."""

    PUBLIC = "public"
    SUBJECT = "subject"  # the party itself, and the office
    PARTIES = "parties"  # those who take part in the deal, and the office
    OFFICE = "office"
    RISK = "risk"


@dataclass(frozen=True, slots=True)
class Column:
    """One fact: plan type, Chinese label, inclusive range in plan units (numeric facts must have one).

    `codes` maps a text fact's stored code to its Chinese label (empty: free text); `vocabulary` names the pack's
    vocabulary that fills them. `source` and `source_on` name the columns of the same table that say where a value came
    from and on which day; `source_codes` labels sources that are no column of the dictionary themselves. `group` is the
    part of a page where the fact stands, `unit` what a count counts (人, 项).
    """

    name: str
    type: FactType
    label: str
    low: int | None = None
    high: int | None = None
    codes: Mapping[str, str] = field(default_factory=dict)
    visibility: Visibility = Visibility.SUBJECT
    source: str | None = None
    source_on: str | None = None
    vocabulary: str | None = None
    group: str | None = None
    unit: str = ""
    source_codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Link:
    """A step from a row of one table to the single row of another: `listing_event.company_id` is the key of `company`."""

    name: str  # as rules write it: company
    column: str  # the key in this table: company_id
    table: str  # the table it leads to: company


@dataclass(frozen=True, slots=True)
class Table:
    """A fact table as rules see it.

    `alias` is the word that rules use for its own row (event, company); `stratum` says what its rows were derived from.
    """

    name: str
    alias: str
    key: str
    label: str
    columns: tuple[Column, ...]
    links: tuple[Link, ...] = ()
    stratum: Stratum = Stratum.RECORDED

    def column(self, name: str) -> Column | None:
        return next((column for column in self.columns if column.name == name), None)

    def origin(self, column: Column) -> tuple[str, ...]:
        """The columns that say where a value of that column came from: source, day, standing, as far as there are."""
        if column.source is None:
            return ()
        standing = f"{column.source}_standing"
        is_derived = column.source == f"{column.name}_source"
        told = is_derived or self.column(standing) is not None
        return tuple(filter(None, (column.source, column.source_on, standing if told else None)))

    def source_label(self, column: Column, code: str) -> str:
        """How the source with this code is called, for a value of that column; the code where nobody named it."""
        named = self.column(column.source) if column.source else None
        codes = named.codes if named else column.source_codes
        return codes.get(code, code)


class Dictionary:
    """Every table that rules may read, by name."""

    def __init__(self, tables: Iterable[Table]) -> None:
        self.tables = {table.name: table for table in tables}

    def __getitem__(self, name: str) -> Table:
        return self.tables[name]

    def __contains__(self, name: str) -> bool:
        return name in self.tables
