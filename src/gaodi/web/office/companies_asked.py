"""What an address of the list of enterprises asks for: filters, view, sort, columns, all of them words of its query."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from gaodi.apps.regions.vocabularies import current_labels, division_sections
from gaodi.apps.registry.choices import CompanyStatus
from gaodi.apps.registry.directory import SORTS, LineFilters, LineSort
from gaodi.web.shell.asked import Query

#: Names of filters that take several codes, joined by commas.
MANY = ("units", "industries", "divisions", "statuses", "titles", "stages")
#: Ranges that the address gives as NAME_from and NAME_to.
RANGES = ("founded", "revenue", "employees", "intensity")
#: Everything that a list is made of; what a saved view keeps.
NAMES = (
    "q",
    "view",
    *MANY,
    *(f"{name}_{end}" for name in RANGES for end in ("from", "to")),
    "sort",
    "cols",
)
VIEWS = {
    "all": "全部",
    "titled": "有称号",
    "listing": "上市在途",
    "silent": "近一年无报表",
    "lacking": "缺营业收入",
}
#: Stages of a firm that is on its way to an exchange.
UNDERWAY = ("tutoring_filed", "tutoring_accepted", "accepted", "reviewed", "registered")
_NO_STAGE = ("-",)
_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,4})?", re.ASCII)
_YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class AskedList:
    """A list as asked for. `base` is what narrows it besides its view, `words` the labels of every code by filter."""

    query: Query
    base: LineFilters
    view: str
    filters: LineFilters
    sort: LineSort
    columns: tuple[str, ...]
    words: Mapping[str, Mapping[str, str]]

    @property
    def is_narrowed(self) -> bool:
        return bool(self.filters.told())

    @property
    def divisions(self) -> Mapping[str, str]:
        """The divisions of the industry sections that are chosen, those already chosen with them."""
        sections = division_sections()
        wanted = {code for code, section in sections.items() if section in self.base.industries}
        kept = wanted | set(self.base.divisions)
        return {code: label for code, label in self.words["divisions"].items() if code in kept}

    def link(self, **changes: str) -> str:
        """The same list with these values; never the bare address, which opens one's default view."""
        return whole(self.query, self.query.with_(views="", **changes))


def whole(query: Query, address: str) -> str:
    """The address, with the view of everything where it asks for nothing."""
    return f"{query.path}?view=all" if address == query.path else address


def read_asked(query: Query, on: date, columns: Callable[[Query], tuple[str, ...]]) -> AskedList:
    """What the query asks for; stale codes and odd numbers narrow nothing."""
    words = choices()
    many: dict[str, Any] = {name: read_many(query, name, words[name]) for name in MANY}
    base = LineFilters(word=query.get("q"), **many, **_ranges(query))
    view = query.choice("view", tuple(VIEWS), "all")
    filters = within_view(base, view, on)
    return AskedList(query, base, view, filters, _sort(query), columns(query), words)


def choices() -> dict[str, Mapping[str, str]]:
    """Code to label of everything that a list is narrowed by, in the order of the pack."""
    labels = current_labels()
    return {
        "units": labels.get("reporting_units", {}),
        "industries": labels.get("industries", {}),
        "divisions": labels.get("industry_divisions", {}),
        "statuses": {value: str(label) for value, label in CompanyStatus.choices},
        "titles": labels.get("titles", {}),
        "stages": labels.get("listing_stages", {}),
    }


def read_many(query: Query, name: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """The codes of one filter that exist, each once."""
    return tuple(dict.fromkeys(code for code in query.get(name).split(",") if code in known))


def view_filters(view: str, on: date) -> LineFilters:
    """What a view adds to a list."""
    if view == "titled":
        return LineFilters(titled=True)
    if view == "listing":
        return LineFilters(stages=UNDERWAY)
    if view == "silent":
        return LineFilters(silent_since=_year_before(on))
    return LineFilters(unknown=("revenue",)) if view == "lacking" else LineFilters()


def _year_before(on: date) -> date:
    is_leap_day = (on.month, on.day) == (2, 29)
    return on.replace(year=on.year - 1, day=28 if is_leap_day else on.day)


def within_view(base: LineFilters, view: str, on: date) -> LineFilters:
    """The filters of both; stages chosen outside the way to an exchange leave nothing of that view."""
    added = view_filters(view, on)
    stages = base.stages or added.stages
    if base.stages and added.stages:
        stages = tuple(code for code in base.stages if code in added.stages) or _NO_STAGE
    return replace(
        base, stages=stages, titled=added.titled, silent_since=added.silent_since, unknown=added.unknown
    )


def read_number(query: Query, name: str) -> Decimal | None:
    """A number without a sign, up to nine digits; None for anything else."""
    written = query.get(name)
    return Decimal(written) if _NUMBER.fullmatch(written) else None


def _ranges(query: Query) -> dict[str, Any]:
    return {
        "revenue": _scaled(query, "revenue", 1_000_000),  # 万元 to fen
        "employees": _scaled(query, "employees", 1),
        "rd_intensity": _scaled(query, "intensity", 10_000),  # percent to parts per million
        "founded": (_day(query, "founded_from", 1, 1), _day(query, "founded_to", 12, 31)),
    }


def _scaled(query: Query, name: str, scale: int) -> tuple[int | None, int | None]:
    low, high = read_number(query, f"{name}_from"), read_number(query, f"{name}_to")
    return (None if low is None else int(low * scale), None if high is None else int(high * scale))


def _day(query: Query, name: str, month: int, day: int) -> date | None:
    year = read_number(query, name)
    return date(int(year), month, day) if year is not None and int(year) in _YEARS else None


def _sort(query: Query) -> LineSort:
    asked = query.choice("sort", tuple(sign + name for name in SORTS for sign in ("", "-")), "pinyin")
    return LineSort(asked.removeprefix("-"), asked.startswith("-"))


def kept_query(values: Mapping[str, str]) -> str:
    """The part of an address that a saved view keeps: known names with a value, in one order."""
    return urlencode({name: values[name] for name in NAMES if values.get(name)})
