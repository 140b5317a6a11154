"""What a list of companies may be narrowed and sorted by, and the SQL of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from gaodi.apps.registry.line_sql import FACT_OF
from gaodi.kernel.facts import facts
from gaodi.kernel.people import Viewer

#: Columns of a line that a list may be sorted by, with their labels.
SORTS: dict[str, str] = {
    "pinyin": "名称",
    "unit": "统计归属",
    "industry_class": "行业",
    "status": "登记状态",
    "founded_on": "成立日期",
    "registered_capital": "注册资本",
    "revenue": "营业收入",
    "revenue_growth": "收入增长",
    "employees": "从业人员",
    "rd_spending": "研发投入",
    "rd_intensity": "研发强度",
    "listing_stage": "上市阶段",
    "last_report_on": "最近报送",
}
#: Texts that are empty where the fact is unknown.
_TEXTS = ("unit", "industry", "industry_class", "status", "listing_stage")
_IN = {
    "units": "unit",
    "industries": "industry",
    "statuses": "status",
    "stages": "listing_stage",
}
_RANGES = {
    "revenue": "revenue",
    "revenue_growth": "revenue_growth",
    "employees": "employees",
    "rd_spending": "rd_spending",
    "rd_intensity": "rd_intensity",
    "registered_capital": "registered_capital",
    "founded": "founded_on",
    "last_report": "last_report_on",
}

Range = tuple[Any, Any]
"""From and to, both included; None leaves an end open."""


@dataclass(frozen=True, slots=True)
class LineFilters:
    """What a list is narrowed to; whatever is empty narrows nothing. Amounts are fen, rates parts per million.

    `divisions` are beginnings of industry codes (39, 391); all of `titles` must be held; `unknown` names columns
    whose fact must be missing. An unknown value is inside no range.
    """

    word: str = ""
    units: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    divisions: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    revenue: Range = (None, None)
    revenue_growth: Range = (None, None)
    employees: Range = (None, None)
    rd_spending: Range = (None, None)
    rd_intensity: Range = (None, None)
    registered_capital: Range = (None, None)
    founded: tuple[date | None, date | None] = (None, None)
    last_report: tuple[date | None, date | None] = (None, None)
    unknown: tuple[str, ...] = ()
    #: Holding any title at all; without a statement whose period ended on this day or later.
    titled: bool = False
    silent_since: date | None = None

    def told(self) -> dict[str, Any]:
        """What narrows, by name, as the audit keeps it."""
        held = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: _told(value) for name, value in held.items() if value and value != (None, None)}


def _told(value: Any) -> Any:
    if isinstance(value, tuple):
        return [str(one) if one is not None else None for one in value]
    return value.isoformat() if isinstance(value, date) else value


@dataclass(frozen=True, slots=True)
class LineSort:
    """By one column of `SORTS`; unknown values come last both ways, equal ones by pinyin."""

    column: str = "pinyin"
    descending: bool = False

    @property
    def sql(self) -> str:
        column = f"NULLIF(l.{self.column}, '')" if self.column in _TEXTS else f"l.{self.column}"
        if self.column == "pinyin":
            way = "DESC" if self.descending else "ASC"
            return f"l.pinyin {way}, l.party_id {way}"
        return f"{column} {'DESC' if self.descending else 'ASC'} NULLS LAST, l.pinyin, l.party_id"


def visible_columns(viewer: Viewer) -> frozenset[str]:
    """Columns of lines whose facts the viewer may see; by others they neither narrow nor sort."""
    company = facts.whole("company").table
    hidden = {
        column
        for column, fact in FACT_OF.items()
        if (found := company.column(fact)) is not None and not viewer.may_see(found.visibility)
    }
    return frozenset(SORTS) - hidden | ({"industry"} - hidden) | {"titles", "is_invented"}


def conditions(filters: LineFilters, visible: frozenset[str]) -> tuple[list[str], dict[str, Any]]:
    """Conditions on the line `l`, and their values; the word is not among them."""
    values: dict[str, Any] = {}
    held = [*_sets(filters, visible, values), *_ranges(filters, visible, values)]
    if filters.divisions and "industry_class" in visible:
        values["divisions"] = list(filters.divisions)
        held.append("l.industry_class ^@ ANY (%(divisions)s)")
    if filters.titles:
        values["titles"] = list(filters.titles)
        held.append("l.titles @> %(titles)s::varchar[]")
    if filters.titled:
        held.append("l.titles <> '{}'")
    if filters.silent_since and "last_report_on" in visible:
        values["silent_since"] = filters.silent_since
        held.append("(l.last_report_on IS NULL OR l.last_report_on < %(silent_since)s)")
    for column in filters.unknown:
        if column in visible and column in SORTS:
            held.append(f"l.{column} = ''" if column in _TEXTS else f"l.{column} IS NULL")
    return held, values


def _sets(filters: LineFilters, visible: frozenset[str], values: dict[str, Any]) -> Iterator[str]:
    for name, column in _IN.items():
        if (wanted := getattr(filters, name)) and column in visible:
            values[name] = list(wanted)
            yield f"l.{column} = ANY (%({name})s)"


def _ranges(filters: LineFilters, visible: frozenset[str], values: dict[str, Any]) -> Iterator[str]:
    for name, column in _RANGES.items():
        for end, sign, value in zip(("from", "to"), (">=", "<="), getattr(filters, name), strict=True):
            if value is not None and column in visible:
                values[f"{name}_{end}"] = value
                yield f"l.{column} {sign} %({name}_{end})s"


def sort_for(column: str, descending: bool, visible: Mapping[str, Any] | frozenset[str]) -> LineSort:
    """The sort asked for; by name where there is no such column or it may not be seen."""
    return LineSort(column, descending) if column in SORTS and column in visible else LineSort()
