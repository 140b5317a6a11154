"""Charts of a company's years: revenue and net profit, research and its intensity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from gaodi.apps.registry.choices import StatementPeriod, StatementScope
from gaodi.apps.registry.dossier import Period, Reports
from gaodi.values.money import WAN, format_percent
from gaodi.web.shell.ui.charts import Chart, Series
from gaodi.web.shell.ui.numbers import MINUS

_MOST_YEARS = 8
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class YearSeries:
    """One figure over years, oldest first; None is a year that nobody told."""

    years: tuple[int, ...]
    values: tuple[Decimal | None, ...]

    @property
    def is_drawn(self) -> bool:
        return sum(value is not None for value in self.values) >= _FEWEST


def make_charts(reports: Reports, *, href: str = "") -> tuple[Chart, ...]:
    """Up to four charts; a figure that fewer than two years tell is not drawn. Args: href: where the rows stand."""
    annual = [
        one
        for one in reports.statements
        if (one.sort, one.scope) == (StatementPeriod.ANNUAL, StatementScope.CONSOLIDATED)
    ]
    years = _years([*annual, *reports.research])
    revenue, profit = _series(annual, "revenue", years), _series(annual, "net_profit", years)
    spending = _series(reports.research, "spending", years)
    shares = tuple(map(_share, spending.values, revenue.values))
    drawn = (
        _in_wan("revenue", "营业收入", revenue, href),
        _in_wan("net-profit", "净利润", profit, href),
        _in_wan("research", "研发投入", spending, href),
        _in_percent("intensity", "研发强度", YearSeries(years, shares), href),
    )
    return tuple(chart for chart in drawn if chart is not None)


def _years(periods: Sequence[Period]) -> tuple[int, ...]:
    found = {one.ends_on.year for one in periods}
    return tuple(range(min(found), max(found) + 1))[-_MOST_YEARS:] if found else ()


def _series(periods: Sequence[Period], name: str, years: tuple[int, ...]) -> YearSeries:
    told = {one.ends_on: one.held.values.get(name) for one in periods}
    values = (told.get(date(year, 12, 31)) for year in years)
    return YearSeries(years, tuple(None if value is None else Decimal(value) for value in values))


def _share(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    return None if part is None or not whole or whole < 0 else part / whole


def _in_wan(anchor: str, title: str, series: YearSeries, href: str) -> Chart | None:
    values = tuple(None if one is None else _rounded(one / WAN, "0.01") for one in series.values)
    return _chart(anchor, title, "万元", series, values, href, decimals=2)


def _in_percent(anchor: str, title: str, series: YearSeries, href: str) -> Chart | None:
    values = tuple(None if one is None else _rounded(one * 100, "0.1") for one in series.values)
    return _chart(anchor, title, "%", series, values, href, decimals=1)


def _rounded(value: Decimal, step: str) -> Decimal:
    return value.quantize(Decimal(step), ROUND_HALF_UP)


def _chart(
    anchor: str,
    title: str,
    unit: str,
    series: YearSeries,
    values: tuple[Decimal | None, ...],
    href: str,
    *,
    decimals: int,
) -> Chart | None:
    if not series.is_drawn:
        return None
    labels = tuple(str(year) for year in series.years)
    hrefs = (href,) * len(labels) if href else ()
    summary = _summary(series.years, values, unit)
    return Chart(anchor, title, summary, unit, labels, Series(title, values), hrefs=hrefs, decimals=decimals)


def _summary(years: Sequence[int], values: Sequence[Decimal | None], unit: str) -> str:
    """“2024 年 11404.33 万元，比上年增 2.8%；最高是 2021 年。”"""
    told = [(year, value) for year, value in zip(years, values, strict=True) if value is not None]
    (last_year, last), (before_year, before) = told[-1], told[-2]
    said = f"{last_year} 年 {_plain(last, unit)}"
    if before_year == last_year - 1:
        said += f"，{change_words(last, before, is_percent=unit == '%')}"
    highest = max(told, key=lambda pair: pair[1])[0]
    return said + ("，为历年最高。" if highest == last_year else f"；历年最高是 {highest} 年。")


def _plain(value: Decimal, unit: str) -> str:
    said = f"{value:f}".replace("-", MINUS)
    return f"{said}%" if unit == "%" else f"{said} {unit}"


def change_words(now: Decimal, before: Decimal, *, is_percent: bool = False) -> str:
    """“比上年增 2.8%”; from a loss, or to one, only whether it is more or less; shares differ in 点."""
    if is_percent:
        points = now - before
        return "与上年持平" if not points else f"比上年{'升' if points > 0 else '降'} {abs(points):.1f} 个点"
    if now == before:
        return "与上年持平"
    if before <= 0:
        return "比上年增加" if now > before else "比上年减少"
    if now < 0:
        return "由盈转亏"
    share = format_percent(abs(now - before) / before)
    return f"比上年{'增' if now > before else '减'} {share}"
