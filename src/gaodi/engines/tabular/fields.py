"""What a column of a table means: its name, type, unit, codes and limits; and what a whole row must keep."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

#: The labels of each code of each vocabulary; where a code goes by several words, the first is the one shown.
Vocabularies = Mapping[str, Mapping[str, "str | tuple[str, ...]"]]


class FieldType(Enum):
    """What the value of a cell becomes."""

    TEXT = "text"
    """str in NFC, without control characters."""
    CODE = "code"
    """str, the code itself; files may show the code or one of its labels."""
    DAY = "day"
    """datetime.date, as the file shows it (a last day is not moved)."""
    YUAN = "yuan"
    """Decimal in yuan with at most two decimals."""
    FRACTION = "fraction"
    """Decimal, 1 is the whole; files write 35% or 0.35."""
    COUNT = "count"
    """int, never negative unless `low` says so."""
    YEAR = "year"
    """int, four digits."""
    FLAG = "flag"
    """bool."""
    CREDIT_CODE = "credit_code"
    """str, upper case, 18 characters of GB 32100; finds a party."""
    PARTY_NAME = "party_name"
    """str as TEXT, brackets made full-width; finds or checks a party."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column that a table may have."""

    name: str
    """The key under which the value is handed on."""
    label: str
    """The header in templates, without its unit."""
    type: FieldType
    required: bool = False
    key: bool = False
    """Whether it takes part in naming the row."""
    aliases: tuple[str, ...] = ()
    """Other headers that offices use for it."""
    choices: Mapping[str, str] = field(default_factory=dict)
    """Label of each code, for codes that the program knows."""
    spellings: Mapping[str, str] = field(default_factory=dict)
    """Code of each further word that files use for it."""
    vocabulary: str | None = None
    """The pack's list of codes, for codes that the program does not know."""
    low: Decimal | int | date | None = None
    high: Decimal | int | date | None = None
    """Limits, both included; in yuan, as a fraction, as a count, or as days."""
    length: int | None = None
    """Most characters of a text."""
    example: str = ""
    """An invented value, as one would type it."""
    unit: str = ""
    """What a bare number counts: 元, 人, 项, 天."""
    note: str = ""
    """One sentence for the sheet 填表说明, where the label does not say it all."""
    attribute: str = ""
    """Where the value goes if not to the column `name`: `party.credit_code` finds the party of the row."""
    last_day: bool = False
    """The file names the last day inside, the store the day after it."""
    party_kinds: tuple[str, ...] = ()
    """What sort of party a code or name may find; empty is any."""

    @property
    def target(self) -> str:
        """The way from the row to where the value goes."""
        return self.attribute or self.name


@dataclass(frozen=True, slots=True)
class Rule:
    """What the cells of one row must keep together."""

    name: str
    fields: tuple[str, ...]
    """Names of the fields that it looks at; it is asked only if all of them have values."""
    check: Callable[[Mapping[str, Any]], str | None]
    """Words on what is wrong, in Chinese; None if nothing."""
    blocking: bool = True
    """Otherwise it warns."""


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A sort of table: its columns and what each row must keep."""

    code: str
    label: str
    fields: tuple[Field, ...]
    rules: tuple[Rule, ...] = ()
    help: str = ""
    """What one row is, in one sentence."""

    def field(self, name: str) -> Field:
        """The column of that name.

        Raises: KeyError: there is none.
        """
        for one in self.fields:
            if one.name == name:
                return one
        raise KeyError(f"{self.code} has no field `{name}`")
