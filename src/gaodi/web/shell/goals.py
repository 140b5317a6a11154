"""Goals of the policy: the target as written, and the figure where the public record gives one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from gaodi.apps.policies.models import Goal as GoalRow
from gaodi.apps.policies.models import Policy
from gaodi.values.money import YI
from gaodi.values.numerals import article_label
from gaodi.web.shell.public_listings import PublicListing
from gaodi.web.shell.ui.charts import BarRow
from gaodi.web.shell.ui.goals import Goal, goal_of

#: The one goal that the system counts itself, row by row, and the grain of the programmes that work towards it.
LISTED = "new_listed_companies"
LISTED_GRAIN = "listing_event"
NOBODY_PUBLISHED = "尚无公布数字，未接到来源"

_COMPARED = {"gte": "高于", "gt": "高于", "lte": "不高于", "lt": "低于"}
#: Words of the policy that stand before the number; others that are part of it stand after.
_BEFORE, _AFTER = ("力争", "突破", "不低于", "超过", "最高"), ("左右", "以上", "以下")
_USUAL = {"gte": "以上", "lte": "以内"}


@dataclass(frozen=True, slots=True)
class GoalPanel:
    """The listing goal at length: figure, target, time, gap, year by year, and what the pace comes to.

    `share` and `time_used` are 0..1. `sentences` say the gap plainly.
    """

    title: str
    figure: int
    target: int
    share: Decimal
    time_used: Decimal
    short_by: int
    years: tuple[BarRow, ...]
    sentences: tuple[str, ...]
    as_of: date


def goal_row(goal: GoalRow, policy: Policy, listings: Sequence[PublicListing], on: date) -> Goal:
    """The goal as a row; without a published figure its track is dashed."""
    target, unit = _in_units(goal)
    counted = goal.code == LISTED
    used = share_of_time_used(goal, policy, on)
    figure = Decimal(len(listings)) if counted else None
    forecast = _forecast(len(listings), used) if counted and used < 1 else None
    words = "" if counted else NOBODY_PUBLISHED
    if counted:
        words = f"按目前速度，期末约 {forecast:f} {unit}" if forecast is not None else "期限已过"
    return goal_of(
        name=goal.label,
        source=_source(goal, on, counted),
        figure=figure,
        target=target,
        unit=unit,
        said=say_target(goal),
        forecast=forecast,
        time_used=used,
        href="/listings/" if counted else "",
        forecast_words=words,
    )


def listing_panel(
    goal: GoalRow, policy: Policy, listings: Sequence[PublicListing], on: date
) -> GoalPanel | None:
    """The listing goal at length; None where the goal has no number."""
    if goal.value is None:
        return None
    target, figure = int(goal.value), len(listings)
    used = share_of_time_used(goal, policy, on)
    by = f"{goal.by.year} 年底前" if goal.by else ""
    return GoalPanel(
        title=f"目标：{by}{goal.label} {target} 家以上",
        figure=figure,
        target=target,
        share=min(Decimal(figure) / target, Decimal(1)),
        time_used=used,
        short_by=max(target - figure, 0),
        years=_years(listings, policy.effective_from, min(on, goal.by or on)),
        sentences=_sentences(figure, target, used, listings),
        as_of=on,
    )


def _sentences(figure: int, target: int, used: Decimal, listings: Sequence[PublicListing]) -> tuple[str, ...]:
    if figure >= target:
        return ("目标已经达到。",)
    if used >= 1:
        return (f"期限已过，平台逐家查到 {figure} 家。",)
    said = [f"按目前速度，到期末约 {_forecast(figure, used)} 家。"]
    if listings:
        said.append(f"最近一家在 {listings[0].listed_on.isoformat()} 上市。")
    return tuple(said)


def _years(listings: Sequence[PublicListing], start: date, end: date) -> tuple[BarRow, ...]:
    """Listings year by year to the year of `end`; the year that the policy began in the last days of is left out where it has none."""
    found = Counter(one.listed_on.year for one in listings)
    years = [year for year in range(start.year, end.year + 1) if found[year] or year > start.year]
    most = max(found.values(), default=1)
    return tuple(BarRow(f"{year} 年", str(found[year]), Decimal(found[year]) / most) for year in years)


def share_of_time_used(goal: GoalRow, policy: Policy, on: date) -> Decimal:
    """The share of the time from the policy's first day to the goal's last that is over; all of it without a last day."""
    if goal.by is None:
        return Decimal(1)
    total = (goal.by - policy.effective_from).days + 1
    return min(max(Decimal((on - policy.effective_from).days + 1) / total, Decimal(0)), Decimal(1))


def _forecast(figure: int, used: Decimal) -> Decimal:
    """The figure at the end if the pace of the whole time so far goes on, to a whole number."""
    return (Decimal(figure) / used).quantize(Decimal(1), ROUND_HALF_UP) if used else Decimal(figure)


def _in_units(goal: GoalRow) -> tuple[Decimal, str]:
    value = goal.value or Decimal(0)
    if goal.unit == "yuan":
        return _plain(value / YI), "亿元"
    if goal.unit == "fraction":
        return _plain(value * 100), "%"
    return _plain(value), {"points": "个百分点", "count": "家"}.get(goal.unit, "")


def _plain(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def say_target(goal: GoalRow) -> str:
    """The target with its qualifier: “20% 左右”, “突破 35 亿元”, “高于同期 GDP 增速 2 个百分点”."""
    target, unit = _in_units(goal)
    number = f"{target:f}%" if unit == "%" else f"{target:f} {unit}"
    if goal.relative_to:
        compared = f"{_COMPARED.get(goal.comparator, '')}{goal.relative_to}"
        return f"{compared} {number}" if target else compared
    if goal.qualifier in _BEFORE:
        return f"{goal.qualifier} {number}"
    after = goal.qualifier if goal.qualifier in _AFTER else _USUAL.get(goal.comparator, "")
    return f"{number}{' ' if after and unit == '%' else ''}{after}"


def _source(goal: GoalRow, on: date, counted: bool) -> str:
    is_said = not goal.qualifier or goal.qualifier in (*_BEFORE, *_AFTER)
    said = article_label(goal.article) + ("" if is_said else f"，{goal.qualifier}")
    return f"{said}；逐家数到 {on.isoformat()}" if counted else said
