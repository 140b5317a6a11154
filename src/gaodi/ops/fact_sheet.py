"""Every fact of one party with where it came from, as `gaodi facts show` prints it: in words, or as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gaodi.apps.regions.vocabularies import current_labels
from gaodi.apps.registry.choices import Standing
from gaodi.apps.registry.facts.groups import GROUPS
from gaodi.apps.registry.models import Party
from gaodi.engines.rules.dictionary import Column, FactType, Table
from gaodi.kernel.facts import UnknownFact, facts
from gaodi.ops.errors import OperationError
from gaodi.values.money import fraction_from_ppm, say_yuan, yuan_from_fen
from gaodi.values.periods import day_of

UNKNOWN = "未知"

_FLAG_WORDS = {"1": "是", "0": "否"}


@dataclass(frozen=True, slots=True)
class SheetFact:
    """One fact of a row. `value` is in the units of packs (yuan, fraction, day, code), None where it is unknown."""

    path: str
    group: str
    label: str
    value: Any
    says: str
    source: str | None
    source_label: str | None
    source_on: date | None
    standing: str | None

    def as_data(self) -> dict[str, Any]:
        """What a JSON line holds."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__} | {
            "known": self.value is not None
        }


def read_sheet(party: Party, *, on: date, known_at: datetime, table: str = "") -> list[list[SheetFact]]:
    """The facts of each row about a party as of the pair (`on`, `known_at`); one row where the table is its own.

    Args: table: which fact table; the party's own (company, person …) when empty.
    Raises: OperationError: there is no such table.
    """
    whole = _table(table or party.kind)
    labels = current_labels()
    names = _asked(whole)
    rows = facts.read(whole.name, names, on, known_at, [party.pk])
    found = [dict(zip(names, row, strict=True)) for row in rows]
    found.sort(key=lambda row: row[whole.key])
    return [[_fact(whole, column, row, labels) for column in _told(whole)] for row in found]


def say_sheet(rows: Sequence[Sequence[SheetFact]]) -> Iterator[str]:
    """The lines of a sheet: a heading for each group, below it each fact with value, source, day and standing."""
    if not rows:
        yield "没有记录"
    for row in rows:
        for group in dict.fromkeys([*GROUPS, *(fact.group for fact in row)]):
            members = [fact for fact in row if fact.group == group]
            if members:
                yield f"\n{GROUPS.get(group, group or '其他')}"
                yield from (f"  {fact.label}：{fact.says}{_origin(fact)}  [{fact.path}]" for fact in members)


def _table(name: str) -> Table:
    try:
        return facts.whole(name).table
    except UnknownFact:
        known = ", ".join(sorted(one.table.name for one in facts))
        raise OperationError(f"there is no fact table {name!r}; there are {known}") from None


def _told(table: Table) -> list[Column]:
    """The columns that have a source of their own; the others are keys, or say where these came from."""
    return [column for column in table.columns if column.source is not None]


def _asked(table: Table) -> list[str]:
    """The key, the facts, and where they came from."""
    told = _told(table)
    return list(
        dict.fromkeys([table.key, *(name for one in told for name in (one.name, *table.origin(one)))])
    )


def _fact(
    table: Table, column: Column, row: Mapping[str, Any], labels: Mapping[str, Mapping[str, str]]
) -> SheetFact:
    raw, source = row[column.name], row.get(column.source or "")
    source_on = row.get(column.source_on or "")
    return SheetFact(
        path=f"{table.alias}.{column.name}",
        group=column.group or "",
        label=column.label,
        value=None if raw is None else _value(column, raw),
        says=UNKNOWN if raw is None else _say(column, raw, labels),
        source=source,
        source_label=_source_label(table, column, source),
        source_on=None if source_on is None else day_of(source_on),
        standing=row.get(f"{column.source}_standing"),
    )


def _source_label(table: Table, column: Column, source: str | None) -> str | None:
    named = table.column(column.source or "")
    codes = named.codes if named else column.source_codes
    return None if source is None else codes.get(source, source)


def _value(column: Column, raw: Any) -> Any:
    """What packs and cases would write."""
    if column.type is FactType.MONEY:
        return str(yuan_from_fen(raw))
    if column.type is FactType.RATE:
        return f"{fraction_from_ppm(raw):f}"
    if column.type is FactType.DAY:
        return day_of(raw).isoformat()
    return bool(raw) if column.type is FactType.FLAG else raw


def _say(column: Column, raw: Any, labels: Mapping[str, Mapping[str, str]]) -> str:
    if column.type is FactType.MONEY:
        return say_yuan(yuan_from_fen(raw))
    if column.type is FactType.RATE:
        return f"{fraction_from_ppm(raw) * 100:f}%"
    if column.type is FactType.DAY:
        return day_of(raw).isoformat()
    if column.type is FactType.FLAG:
        return (column.codes or _FLAG_WORDS)[str(raw)]
    if column.type is FactType.COUNT:
        return f"{raw} {column.unit}".rstrip()
    codes = labels.get(column.vocabulary, {}) if column.vocabulary else column.codes
    return codes.get(raw, str(raw))


def _origin(fact: SheetFact) -> str:
    if fact.source_label is None:
        return ""
    standing = Standing(fact.standing).label if fact.standing else ""
    parts = [fact.source_label, fact.source_on.isoformat() if fact.source_on else "", standing]
    return f"（{'，'.join(part for part in parts if part)}）"
