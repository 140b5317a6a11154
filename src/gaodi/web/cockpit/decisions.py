"""What waits for a decision: each one triggered by data, with its reason and the rows behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from gaodi.apps.assessments.models import Outcome
from gaodi.apps.assessments.overview import count_missing, share_of
from gaodi.apps.assessments.subject_facts import fact_label
from gaodi.apps.programmes.overview import list_watched
from gaodi.values.money import say_yuan
from gaodi.web.cockpit.goals import GoalsPanel
from gaodi.web.shell.ui.chips import Chip
from gaodi.web.shell.ui.clocks import Audience, Clock, ClockUnit, clock_of


@dataclass(frozen=True, slots=True)
class Decision:
    """One matter: what it is, why, the rows behind it, and how long there is (a clock) or how big it is (a chip)."""

    title: str
    why: str
    href: str
    clock: Clock | None = None
    chip: Chip | None = None


#: A programme whose last day is nearer than this asks what comes after it.
NEAR_END = 365


def read_decisions(
    rows: QuerySet[Outcome], goals: GoalsPanel | None, *, on: date, is_demo: bool
) -> tuple[Decision, ...]:
    """What the data ask for today, the most pressing first."""
    found = [_goal(goals, on), *_endings(on), _assumed(rows, on, is_demo=is_demo), _unknown(rows)]
    return tuple(one for one in found if one is not None)


def _goal(goals: GoalsPanel | None, on: date) -> Decision | None:
    if goals is None or not goals.gap or goals.days_left is None:
        return None
    return Decision(
        f"第二条：{goals.gap}",
        goals.gap_note,
        reverse("public:listings"),
        chip=Chip("落后", "bad", "arrow-down-right"),
    )


def _endings(on: date) -> list[Decision | None]:
    return [
        _ending(one.programme.title, one.days_left, one.last_day, one.programme.valid_from)
        for one in list_watched(on=on)
    ]


def _ending(title: str, left: int | None, last: date | None, first: date | None) -> Decision | None:
    if left is None or last is None or not 0 <= left <= NEAR_END:
        return None
    whole = (last - first).days if first else left
    why = f"最后一天是 {last.isoformat()}，此后发生的事件不再有奖励；续期或另出办法需要时间"
    clock = clock_of(left, whole, ClockUnit.DAYS, Audience.OFFICER)
    return Decision(f"{title}的规则将到期", why, reverse("office:programmes"), clock=clock)


def _assumed(rows: QuerySet[Outcome], on: date, *, is_demo: bool) -> Decision | None:
    """Money that stands on values nobody verified."""
    share = share_of(rows.filter(is_assumed=True))
    if not share.rows:
        return None
    labels = dict.fromkeys(one.label for watched in list_watched(on=on) for one in watched.assumed)
    where = "演示可走完流程，正式平台不能拨付" if is_demo else "核实之前不能拨付"
    return Decision(
        f"{len(labels)} 类参数未核实，压住 {say_yuan(share.payable_yuan)}",
        f"{'、'.join(labels)}；{where}",
        f"{reverse('office:outcomes')}?verdict=yes&assumed=1",
        chip=Chip(f"{share.rows} 条", "clay"),
    )


def _unknown(rows: QuerySet[Outcome]) -> Decision | None:
    missing = count_missing(rows)
    if not missing:
        return None
    total = rows.filter(verdict="unknown").count()
    names = "、".join(fact_label(one.path) for one in missing)
    return Decision(
        f"{total} 条因缺事实不能判断",
        f"缺{names}；由哪家数据单位补、何时补，需要定",
        f"{reverse('office:outcomes')}?verdict=unknown",
        chip=Chip(f"{len(missing)} 类事实", "unknown", "help-circle"),
    )
