"""A sort of row that can come in: its columns, the table it goes to, who may tell it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cached_property
from typing import Any

from django.db import models

from gaodi.apps.registry.choices import Source
from gaodi.engines.tabular import FieldType, Layout

_ONE_DAY = timedelta(days=1)

#: Of a field that is no party's: its name, its column, what that holds where nothing is told, whether it is a last day.
FieldColumn = tuple[str, str, Any, bool]


class Span(Enum):
    """How the days of a row say when it is valid."""

    REPORT = "report"
    """From the day after `period_end`, without end."""
    EVENT = "event"
    """From the day it happened; `valid_to` only where the file tells an end."""
    TERM = "term"
    """From `valid_from` until the day before `valid_to`."""


@dataclass(frozen=True, slots=True)
class PartyRef:
    """How the cells of a row find one party."""

    attribute: str
    """The key of the model: party, holder, lender."""
    code: str | None
    """Name of the field with its credit code."""
    name: str | None
    """Name of the field with its name."""
    kind: str | None
    """Name of the field that says what sort of party it is, where a file tells."""
    required: bool
    kinds: tuple[str, ...]
    """What sort of party it may be."""
    creates: bool
    """Whether a party that is not known yet is made by this row."""


@dataclass(frozen=True, kw_only=True)
class Kind(Layout):
    """A sort of row that can come in."""

    model: type[models.Model]
    subject: str
    """The key to the party whose row it is; its fields have targets `<subject>.credit_code` and `<subject>.name`."""
    key: tuple[str, ...]
    """Columns of the model that name a row within one source, the subject among them where it counts."""
    sources: tuple[Source, ...]
    """Who may tell it."""
    span: Span
    may_declare: bool = False
    """Whether an enterprise may enter it for itself; then `Source.ENTERPRISE` is among the sources."""
    subject_kinds: tuple[str, ...] = ("company",)
    """What sort of party the subject may be."""
    creates: tuple[str, ...] = ()
    """Keys whose parties are made by the row where they are not known yet."""
    subject_required: bool = True
    keyed_by_source: bool = True
    """Whether each source has its own version of a row; otherwise the newest version is everybody's."""
    anchor: str = ""
    """The party by whom people of the same name are told apart: a key of the model, or `anchor` where the file tells
    a company for this alone. People have no code: the same name at the same anchor is the same person."""

    @property
    def own_key(self) -> tuple[str, ...]:
        """The key with the subject in it: names a row among those that parties declare, each for itself."""
        return self.key if self.subject in self.key else (self.subject, *self.key)

    @property
    def creates_subject(self) -> bool:
        return self.subject in self.creates

    @property
    def parties(self) -> tuple[PartyRef, ...]:
        """The parties that a row is about, the subject first."""
        attributes = dict.fromkeys([self.subject])
        attributes |= dict.fromkeys(one.target.split(".")[0] for one in self.fields if "." in one.target)
        return tuple(self._party(attribute) for attribute in attributes)

    def _party(self, attribute: str) -> PartyRef:
        fields = {one.target: one for one in self.fields if one.target.startswith(f"{attribute}.")}
        code, name, kind = (fields.get(f"{attribute}.{part}") for part in ("credit_code", "name", "kind"))
        required = any(one.required for one in fields.values())
        if attribute == self.subject:
            required, kinds = self.subject_required, self.subject_kinds
        else:
            kinds = next((one.party_kinds for one in fields.values() if one.party_kinds), ())
        return PartyRef(
            attribute=attribute,
            code=code.name if code else None,
            name=name.name if name else None,
            kind=kind.name if kind else None,
            required=required,
            kinds=kinds,
            creates=attribute in self.creates,
        )

    def stored(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The columns of the model for a row of cells that has no blocking problem.

        Periods become half-open, what is missing becomes NULL, the column's default or an empty text. Keys to parties,
        source, knowledge, evidence and batch are the caller's.
        """
        row = {target: absent for _, target, absent, _ in self._columns}
        row.setdefault("valid_to", None)
        return row | self.told(values, self._columns)

    def told(self, values: Mapping[str, Any], columns: Iterable[FieldColumn]) -> dict[str, Any]:
        """The same without what is NULL.

        Args: columns: of the fields that a file has; a file of many rows asks `columns_of` once.
        """
        row = dict(self.constants)
        for name, target, _, is_last_day in columns:
            value = values.get(name)
            if value is not None:
                row[target] = value + _ONE_DAY if is_last_day else value
        if self.span is Span.REPORT:
            row["valid_from"] = values["period_end"] + _ONE_DAY
            if self._starts_with_the_year and "period_start" not in row:
                row["period_start"] = date(values["period_end"].year, 1, 1)
        return row

    def columns_of(self, fields: Container[str]) -> tuple[FieldColumn, ...]:
        """Those of the fields that have one of these names."""
        return tuple(one for one in self._columns if one[0] in fields)

    @cached_property
    def constants(self) -> dict[str, Any]:
        """What columns hold where a file tells nothing of them, as far as that is not NULL."""
        return {target: absent for _, target, absent, _ in self._columns if absent is not None}

    @cached_property
    def _starts_with_the_year(self) -> bool:
        return any(target == "period_start" for _, target, _, _ in self._columns)

    @cached_property
    def _columns(self) -> tuple[FieldColumn, ...]:
        return tuple(
            (
                one.name,
                one.target,
                _absent(self.model._meta.get_field(one.target)),
                one.last_day and one.type is FieldType.DAY,
            )
            for one in self.fields
            if "." not in one.target
        )


def _absent(column: Any) -> Any:
    """What a column holds where a file tells nothing."""
    if column.null:
        return None
    if column.has_default():
        return column.get_default()
    return "" if isinstance(column, models.CharField) else None
