"""The goals of the policy as rows, and what is still short of the one that the platform counts itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from gaodi.apps.policies.models import Goal as GoalRow
from gaodi.apps.policies.models import Policy
from gaodi.apps.policies.selectors import get_main_policy, list_articles, list_goals
from gaodi.apps.registry.choices import Standing
from gaodi.apps.registry.selectors import list_new_listings
from gaodi.web.shell.goals import LISTED, goal_row, share_of_time_used
from gaodi.web.shell.public_listings import list_public_listings
from gaodi.web.shell.ui.goals import Goal


@dataclass(frozen=True, slots=True)
class GoalsPanel:
    """The goals with what must be said of them as a whole.

    `gap` is the listing goal in one sentence, empty where it is reached. `asked` names the unit that is to gather
    figures nobody published; `note` says why it is this one.
    """

    title: str
    summary: str
    goals: tuple[Goal, ...]
    days_left: int | None
    by: date | None
    time_used: Decimal
    gap: str
    gap_note: str
    asked: str
    note: str


def read_goals(on: date, units: Mapping[str, str]) -> GoalsPanel | None:
    """The goals on a day; None before a pack with a policy is loaded. All of it is public, so no viewer narrows it."""
    policy = get_main_policy()
    if policy is None:
        return None
    rows, listings = list_goals(policy), list_public_listings(policy, on)
    asked = units.get(_busiest_lead(policy), "")
    newest = max((one.listed_on for one in listings), default=None)
    drawn = (_quiet(goal_row(row, policy, listings, on), row, asked, newest) for row in rows)
    goals = tuple(sorted(drawn, key=lambda goal: goal.figure is None))
    listed = next((row for row in rows if row.code == LISTED), None)
    last = max((row for row in rows if row.by), key=lambda row: row.by or on, default=None)
    by = last.by if last else None
    gap, gap_note = _gap(listed, on, policy.effective_from) if listed else ("", "")
    return GoalsPanel(
        title=f"第二条：{len(rows)} 项目标",
        summary=_summary(goals),
        goals=goals,
        days_left=(by - on).days if by else None,
        by=by,
        time_used=share_of_time_used(last, policy, on) if last else Decimal(1),
        gap=gap,
        gap_note=gap_note,
        asked=asked,
        note=f"第二条没有写明各项数字由谁报送，先由牵头条款最多的{asked}汇集" if asked else "",
    )


def _quiet(goal: Goal, row: GoalRow, asked: str, newest: date | None) -> Goal:
    """The goal that is counted names the day of its newest record; one without a figure says who is to gather it."""
    if row.code == LISTED:
        return replace(
            goal,
            source=f"公开资料，最新一条 {newest.isoformat()}" if newest else "公开资料，一条也没有",
            forecast=goal.forecast.removeprefix("按目前速度，"),
        )
    return replace(goal, source=f"待{asked}汇集" if asked else "尚无报送单位", forecast="尚无公布数字")


def _summary(goals: tuple[Goal, ...]) -> str:
    counted = Counter(goal.status.word for goal in goals)
    return "，".join(f"{word} {number}" for word, number in counted.items())


def _busiest_lead(policy: Policy) -> str:
    """The unit that leads the most articles of the policy."""
    leads = Counter(code for article in list_articles(policy) for code in article.lead_units)
    return min(leads, key=lambda code: (-leads[code], code), default="")


def _gap(goal: GoalRow, on: date, since: date) -> tuple[str, str]:
    """What is missing, in one sentence, and how sure the count is."""
    listings = list_new_listings(since=since, on=on)
    short = int(goal.value or 0) - len(listings)
    if short <= 0 or goal.by is None or on > goal.by:
        return "", ""
    years = (on - since).days / 365
    pace = f"{len(listings) / years:.1f}" if years >= 1 else ""
    said = f"新增上市公司还差 {short} 家，离期限 {(goal.by - on).days} 天"
    unsure = sum(event.standing != Standing.VERIFIED for event in listings)
    note = (
        f"查到 {len(listings)} 家，其中 {unsure} 家的上市日待核"
        if unsure
        else f"查到 {len(listings)} 家，均已核"
    )
    return said, f"{note}；至今平均每年 {pace} 家" if pace else note
