"""The statements of a company as a table: years (or quarters) as columns, newest first, corrected figures marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from gaodi.apps.registry.choices import Standing, StatementPeriod, StatementScope
from gaodi.apps.registry.dossier import Period, Reports, Version, read_reports
from gaodi.apps.registry.facts.reports import BALANCE, FLOWS, INCOME
from gaodi.kernel.clock import SHANGHAI
from gaodi.web.shell.asked import Query
from gaodi.web.shell.company.facts import STANDINGS
from gaodi.web.shell.company.subject import Subject
from gaodi.web.shell.ui import numbers
from gaodi.web.shell.ui.chips import Chip
from gaodi.web.shell.ui.menus import Segment

_MOST = {StatementPeriod.ANNUAL: 6, StatementPeriod.QUARTER: 8}
_QUARTERS = {3: "一季度", 6: "上半年", 9: "前三季度", 12: "全年"}
_Line = tuple[str, str, str]
"""Column, label, unit: 万元 or 人."""


def _money_lines(terms: Iterable[object]) -> tuple[_Line, ...]:
    return tuple((term.column.name, term.column.label, "万元") for term in terms)  # type: ignore[attr-defined]


_STATEMENT = (
    ("利润", _money_lines(INCOME)),
    ("资产负债", _money_lines(BALANCE)),
    ("现金流量", _money_lines(FLOWS)),
)
_RESEARCH = (
    ("spending", "研发投入", "万元"),
    ("deducted", "加计扣除研发费用", "万元"),
    ("capitalised", "资本化研发支出", "万元"),
    ("projects", "研发项目", "个"),
)
_PEOPLE = (
    ("employees", "从业人员", "人"),
    ("insured", "参保人员", "人"),
    ("rd_staff", "科技人员", "人"),
    ("doctors", "博士", "人"),
    ("masters", "硕士", "人"),
    ("bachelors", "本科", "人"),
)
#: What is worked out for the facts of a period and is no field of a report.
_WORKED_OUT = {"costs", "lower_net_profit"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure as printed; `was` is what stood there before a correction or in another source."""

    figure: str
    was: str = ""
    is_missing: bool = False
    is_negative: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One line with a cell for each period."""

    label: str
    unit: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class LineGroup:
    """Lines that belong together; `unreported` names those that no period tells."""

    title: str
    lines: tuple[StatementLine, ...]
    unreported: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeriodHead:
    """The head of a column: which period, who told it and when; `versions` opens the other versions."""

    label: str
    source: str
    source_on: date | None
    chip: Chip | None
    versions: str = ""


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version of a period: who told it, when it was known, and where it differs from the one that counts."""

    source: str
    source_on: date
    standing: Chip | None
    known: str
    is_held: bool
    differs: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class OtherVersions:
    """The versions of a period beside the one that counts."""

    anchor: str
    title: str
    versions: tuple[VersionLine, ...]


@dataclass(frozen=True, slots=True)
class StatementTable:
    """The table with its switches; without `heads` nothing was ever reported."""

    heads: tuple[PeriodHead, ...]
    groups: tuple[LineGroup, ...]
    others: tuple[OtherVersions, ...]
    periods: tuple[Segment, ...]
    scopes: tuple[Segment, ...]

    @property
    def width(self) -> int:
        return len(self.heads) + 1


def read_statements(subject: Subject) -> Reports:
    """The reports behind table and charts, in three questions."""
    as_of = subject.as_of
    return read_reports(
        subject.viewer,
        party_id=subject.party_id,
        today=as_of.today,
        on=as_of.on,
        known_at=as_of.known_at,
    )


def make_statement_table(reports: Reports, query: Query) -> StatementTable:
    """The table as `?period=` (annual, quarter) and `?scope=` (consolidated, parent) ask for it."""
    period = StatementPeriod(query.choice("period", tuple(StatementPeriod.values), StatementPeriod.ANNUAL))
    scope = query.choice("scope", tuple(StatementScope.values), StatementScope.CONSOLIDATED)
    held = [one for one in reports.statements if (one.sort, one.scope) == (period, scope)]
    ends = _ends(held, period)
    groups = [_group(title, lines, _by_end(held), ends) for title, lines in _STATEMENT]
    if period is StatementPeriod.ANNUAL:
        groups.append(_group("研发", _RESEARCH, _by_end(reports.research), ends))
        groups.append(_group("人员", _PEOPLE, _by_end(reports.people), ends))
    with_others = [one for one in held if one.ends_on in ends and one.others]
    return StatementTable(
        heads=tuple(_head(_by_end(held).get(end), end, period) for end in ends),
        groups=tuple(group for group in groups if group.lines),
        others=tuple(_others(one) for one in with_others),
        periods=tuple(
            Segment(label, query.with_(period="" if code == StatementPeriod.ANNUAL else code), code == period)
            for code, label in ((StatementPeriod.ANNUAL, "按年度"), (StatementPeriod.QUARTER, "按季度累计"))
        ),
        scopes=_scopes(reports, query, scope),
    )


def _scopes(reports: Reports, query: Query, scope: str) -> tuple[Segment, ...]:
    """The switch between scopes, where a parent company reported by itself."""
    if all(one.scope == StatementScope.CONSOLIDATED for one in reports.statements):
        return ()
    return tuple(
        Segment(str(label), query.with_(scope="" if code == StatementScope.CONSOLIDATED else code), code == scope)
        for code, label in StatementScope.choices
    )  # fmt: skip


def _by_end(periods: Sequence[Period]) -> dict[date, Period]:
    return {one.ends_on: one for one in periods}


def _ends(held: Sequence[Period], period: StatementPeriod) -> list[date]:
    """The last days of the columns, newest first; years between reported ones are there though nobody told them."""
    ends = [one.ends_on for one in held][: _MOST[period]]
    if period is StatementPeriod.QUARTER or not ends:
        return ends
    years = range(ends[0].year, ends[-1].year - 1, -1)
    return [date(year, 12, 31) for year in years][: _MOST[period]]


def period_label(ends_on: date, period: str) -> str:
    """“2024 年”, “2024 年前三季度”."""
    if period == StatementPeriod.ANNUAL:
        return f"{ends_on.year} 年"
    return f"{ends_on.year} 年{_QUARTERS.get(ends_on.month, f'至 {ends_on.month} 月')}"


def _head(found: Period | None, end: date, period: StatementPeriod) -> PeriodHead:
    label = period_label(end, period)
    if found is None:
        return PeriodHead(label, "未报送", None, None)
    held = found.held
    chip = Chip("经审计", "ok", "check") if held.is_audited else STANDINGS.get(Standing(held.standing))
    anchor = f"#{_anchor(found)}" if found.others else ""
    return PeriodHead(label, held.source_label, held.source_on, chip, anchor)


def _group(
    title: str, lines: Sequence[_Line], periods: Mapping[date, Period], ends: Sequence[date]
) -> LineGroup:
    shown, unreported = [], []
    for name, label, unit in lines:
        if name in _WORKED_OUT:
            continue
        cells = tuple(_cell(periods.get(end), name, unit) for end in ends)
        if all(cell.is_missing for cell in cells):
            unreported.append(label)
        else:
            shown.append(StatementLine(label, unit, cells))
    return LineGroup(title, tuple(shown), tuple(unreported))


def _cell(period: Period | None, name: str, unit: str) -> Cell:
    value = period.held.values.get(name) if period else None
    if period is None or value is None:
        return Cell("缺", is_missing=True)
    told = [other.values.get(name) for other in period.others]
    was = next((one for one in told if one is not None and one != value), None)
    return Cell(
        _say(value, unit),
        was="" if was is None else _say(was, unit),
        is_negative=value < 0,
        href=f"#{_anchor(period)}" if was is not None else "",
    )


def _say(value: Decimal | int | None, unit: str) -> str:
    return numbers.wan(value) if unit == "万元" else numbers.as_is(value)


def _anchor(period: Period) -> str:
    return f"versions-{period.sort}-{period.scope}-{period.ends_on.isoformat()}"


def _others(period: Period) -> OtherVersions:
    scope = StatementScope(period.scope).label if period.scope else ""
    title = f"{period_label(period.ends_on, period.sort)}，{scope}口径"
    versions = (period.held, *period.others)
    return OtherVersions(_anchor(period), title, tuple(_version(one, period.held) for one in versions))


def _version(version: Version, held: Version) -> VersionLine:
    labels = {name: (label, unit) for _title, lines in _STATEMENT for name, label, unit in lines}
    differs = tuple(
        (labels[name][0], _say(value, labels[name][1]), _say(held.values[name], labels[name][1]))
        for name, value in version.values.items()
        if name in labels and value != held.values[name]
    )
    return VersionLine(
        source=version.source_label,
        source_on=version.source_on,
        standing=STANDINGS.get(Standing(version.standing)),
        known=_known(version),
        is_held=version is held,
        differs=differs,
    )


def _known(version: Version) -> str:
    since = _moment(version.known_from)
    if version.is_held or version.known_to is None:
        return f"{since} 起"
    return f"{since} 至 {_moment(version.known_to)}"


def _moment(moment: datetime) -> str:
    return moment.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
