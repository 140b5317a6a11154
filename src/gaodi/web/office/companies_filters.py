"""The chips, views and column choice over the list of enterprises: all of them addresses of the same list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gaodi.apps.registry.directory import SORTS, LineTally
from gaodi.web.office.companies_asked import RANGES, VIEWS, AskedList, read_number
from gaodi.web.office.companies_columns import COLUMNS, USUAL
from gaodi.web.shell.ui.menus import FilterChip, Segment

_NAMED = {
    "units": "区县",
    "industries": "门类",
    "divisions": "大类",
    "statuses": "状态",
    "titles": "称号",
    "stages": "上市阶段",
}
_RANGED = {
    "founded": ("成立", "年"),
    "revenue": ("营业收入", "万元"),
    "employees": ("从业人员", "人"),
    "intensity": ("研发强度", "%"),
}
#: The names of every end of a range, which the form of ranges writes itself.
RANGE_NAMES = tuple(f"{name}_{end}" for name in RANGES for end in ("from", "to"))


@dataclass(frozen=True, slots=True)
class RangeField:
    """Two fields of the form of ranges: their label with unit, their names, what stands in them."""

    label: str
    name: str
    low: str
    high: str


def segments(asked: AskedList, tally: LineTally | None) -> tuple[Segment, ...]:
    """The common views, with numbers where these are cheap."""
    counts = {**tally.by_view, "all": tally.total} if tally else {}
    return tuple(
        Segment(label, asked.link(view=view), asked.view == view, counts.get(view))
        for view, label in VIEWS.items()
    )


def chips(asked: AskedList, tally: LineTally | None, *, units: bool) -> tuple[FilterChip, ...]:
    """A chip for each filter: what it is set to, and what it could be. Args: units: whether the viewer has several."""
    names = [name for name in _NAMED if name != "units" or units]
    if not asked.base.industries:
        names.remove("divisions")
    counts = tally.by_unit if tally and asked.view == "all" and not asked.base.units else {}
    return tuple(_chip(asked, name, counts if name == "units" else {}) for name in names)


def _chip(asked: AskedList, name: str, counts: Mapping[str, int]) -> FilterChip:
    chosen: tuple[str, ...] = getattr(asked.base, name)
    labels = _labels(asked, name)
    options = tuple(
        Segment(label, asked.link(**{name: _turned(chosen, code)}), code in chosen, counts.get(code))
        for code, label in labels.items()
    )
    said = asked.words[name].get(chosen[0], chosen[0]) if chosen else "全部"
    if len(chosen) > 1:
        said = f"{said}等 {len(chosen)} 项"
    clear = {name: "", "divisions": ""} if name == "industries" else {name: ""}
    return FilterChip(_NAMED[name], said, asked.link(**clear) if chosen else "", options)


def _labels(asked: AskedList, name: str) -> Mapping[str, str]:
    """Divisions are offered within the sections that are chosen, as far as their codes tell."""
    return asked.divisions if name == "divisions" else asked.words[name]


def _turned(chosen: tuple[str, ...], code: str) -> str:
    """The codes with this one put in, or taken out."""
    return ",".join(one for one in (*chosen, code) if not (one == code and code in chosen))


def range_chips(asked: AskedList) -> tuple[FilterChip, ...]:
    """A chip for each range that is set; × takes it away."""
    return tuple(
        FilterChip(label, said, asked.link(**{f"{name}_from": "", f"{name}_to": ""}))
        for name, (label, unit) in _RANGED.items()
        if (said := _said(asked, name, unit))
    )


def _said(asked: AskedList, name: str, unit: str) -> str:
    low, high = (read_number(asked.query, f"{name}_{end}") for end in ("from", "to"))
    gap = "" if unit == "%" else " "
    if low is not None and high is not None:
        return f"{low} 至 {high}{gap}{unit}"
    if low is not None:
        return f"{low}{gap}{unit}起"
    return f"{high}{gap}{unit}以内" if high is not None else ""


def range_fields(asked: AskedList) -> tuple[RangeField, ...]:
    """The form in which ranges are written."""
    get = asked.query.get
    return tuple(
        RangeField(f"{label}（{unit}）", name, get(f"{name}_from"), get(f"{name}_to"))
        for name, (label, unit) in _RANGED.items()
    )


def hidden(asked: AskedList, *without: str) -> tuple[tuple[str, str], ...]:
    """Names and values that a form of the page carries along."""
    gone = {"page", "views", *without}
    return tuple((name, value) for name, value in asked.query.values.items() if value and name not in gone)


def column_choice(asked: AskedList, allowed: tuple[str, ...]) -> tuple[Segment, ...]:
    """Each column that may be shown, as the address that puts it in or takes it out."""
    return tuple(
        Segment(COLUMNS[name].label, asked.link(cols=_cols(asked.columns, name)), name in asked.columns)
        for name in allowed
        if name != "name"
    )


def _cols(shown: tuple[str, ...], name: str) -> str:
    """The columns with this one put in or taken out; nothing where they are the usual ones."""
    wanted = tuple(one for one in COLUMNS if (one in shown) != (one == name))
    return "" if wanted == USUAL else ",".join(wanted)


def told_sort(asked: AskedList) -> str:
    """“按营业收入从高到低排序”."""
    label, column = SORTS[asked.sort.column], asked.sort.column
    if column == "pinyin":
        return "按拼音倒序" if asked.sort.descending else "按拼音排序"
    if column in ("founded_on", "last_report_on"):
        return f"按{label}从{'晚到早' if asked.sort.descending else '早到晚'}排序"
    return f"按{label}从{'高到低' if asked.sort.descending else '低到高'}排序"
