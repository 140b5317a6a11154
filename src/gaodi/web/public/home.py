"""The public front: what one can do here, where things stand, and the policy at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from gaodi.apps.assessments.choices import Verdict
from gaodi.apps.policies.models import Goal, Policy
from gaodi.apps.policies.selectors import get_main_policy, list_goals
from gaodi.apps.programmes.models import Programme
from gaodi.apps.programmes.selectors import list_programmes
from gaodi.apps.regions.selectors import list_reporting_units
from gaodi.kernel.people import Viewer
from gaodi.values.money import format_yuan_wan
from gaodi.values.numerals import article_label, in_chinese
from gaodi.web.public import counts
from gaodi.web.public.article_index import (
    IndexSection,
    count_ended,
    count_gaps,
    count_running,
    read_index,
)
from gaodi.web.public.gate import public_page
from gaodi.web.public.term import Term, term_of
from gaodi.web.shell.goals import LISTED
from gaodi.web.shell.public_listings import PublicListing, list_public_listings
from gaodi.web.shell.ui.clocks import Audience, Clock, ClockUnit, clock_of, ended_clock
from gaodi.web.shell.ui.figures import Door, Figure, Link
from gaodi.web.shell.ui.tiles import FEWEST, TileMap

LISTINGS_SHOWN = 5
#: Claim windows that close within so many days count as closing soon.
SOON_DAYS = 60


@dataclass(frozen=True, slots=True)
class Closing:
    """Something with a last day: what, a line of context, the clock."""

    title: str
    note: str
    last_day: date
    href: str
    clock: Clock


@dataclass(frozen=True, slots=True)
class HomePage:
    """All that the front shows. `judged_on` is the day of the newest sweep, None before the first; `articles` is their
    number in Chinese.
    """

    on: date
    judged_on: date | None
    is_fresh: bool
    policy: Policy | None
    map: TileMap
    doors: tuple[Door, ...]
    figures: tuple[Figure, ...]
    index: tuple[IndexSection, ...]
    term: Term | None
    running: int
    ended: int
    gaps: int
    articles: str
    listings: tuple[PublicListing, ...]
    listed: int
    closing: tuple[Closing, ...]
    closing_firms: str
    soon_days: int
    common: tuple[Link, ...]


def read_home(viewer: Viewer, on: date) -> HomePage:
    """The front as of a day; the same for every viewer, for it shows public facts only."""
    policy, programmes = get_main_policy(), list(list_programmes())
    units = list_reporting_units()
    city = counts.count_city(on, soon_days=SOON_DAYS)
    cells = counts.count_by_unit(units, Verdict.YES, on) if city.freshness.judged_on else {}
    listings = list_public_listings(policy, on)
    goals = list_goals(policy) if policy else []
    index = read_index(policy, programmes, on)
    return HomePage(
        on=on,
        judged_on=city.freshness.judged_on,
        is_fresh=city.freshness.is_fresh,
        policy=policy,
        map=counts.map_of(units, cells, about="现在至少有一项可享的企业"),
        doors=_doors(),
        figures=_figures(city, len(listings), goals),
        index=index,
        term=term_of(policy.effective_from, policy.effective_to, on) if policy else None,
        running=count_running(index),
        ended=count_ended(index),
        gaps=count_gaps(index),
        articles=in_chinese(sum(len(section.entries) for section in index)),
        listings=listings[:LISTINGS_SHOWN],
        listed=len(listings),
        closing=tuple(_closing(policy, goals, programmes, on)),
        closing_firms=counts.say_firms(city.closing_firms),
        soon_days=SOON_DAYS,
        common=_common(programmes),
    )


def _doors() -> tuple[Door, ...]:
    return (
        Door(
            "我代表企业",
            "看可享的奖励和金额，每个结论的依据，还差哪一项",
            reverse("enterprise:entitlements"),
            "building-factory-2",
        ),
        Door(
            "我在金融机构",
            "看面向银行、担保、基金和中介的服务，开通到哪一步",
            reverse("institution:overview"),
            "building-bank",
        ),
        Door(
            "我在责任单位",
            "看今天要办的事，查全市结论，逐项核对依据",
            reverse("office:today"),
            "briefcase",
        ),
        Door(
            "我来查政策",
            "读条款要点、项目条件和上市名单，不用登录",
            reverse("public:policy"),
            "clipboard-search",
        ),
    )


def _figures(city: counts.CityCounts, listed: int, goals: Sequence[Goal]) -> tuple[Figure, ...]:
    target = next((int(goal.value) for goal in goals if goal.code == LISTED and goal.value), None)
    return (
        _firms("现在可享的企业", city.entitled_firms, f"共 {city.entitled} 项可享"),
        Figure(
            "可享金额合计",
            None if city.payable_yuan is None else format_yuan_wan(city.payable_yuan),
            "万元",
            f"其中 {city.assumed} 项含暂定参数，核实前不能拨付",
            reverse("public:about_data"),
        ),
        _firms("只差一项的企业", city.near_firms, "差的是哪一项，登录后逐条可看"),
        Figure(
            "政策施行以来新增上市公司",
            str(listed),
            "家",
            f"逐家可查，目标 {target} 家" if target else "逐家可查",
            reverse("public:listings"),
        ),
    )


def _firms(label: str, firms: int | None, note: str) -> Figure:
    """A number of firms; words where they are few, nothing before the first sweep."""
    if firms is None:
        return Figure(label, None, "", note)
    shown = firms >= FEWEST
    return Figure(label, str(firms) if shown else counts.FEW, "家" if shown else "", note)


def _common(programmes: Sequence[Programme]) -> tuple[Link, ...]:
    links = [Link(one.title, reverse("public:programme", args=[one.code])) for one in programmes[:3]]
    return (*links, Link("新增上市公司", reverse("public:listings")), Link("有缺口的条款", "#articles"))


def _closing(
    policy: Policy | None, goals: Sequence[Goal], programmes: Sequence[Programme], on: date
) -> list[Closing]:
    """Last days that are public: of each programme's rule, of the policy, of its goals; the nearest first."""
    found: list[tuple[date, Closing]] = []
    for one in programmes:
        if one.valid_from and one.valid_to:
            term = term_of(one.valid_from, one.valid_to, on)
            note = f"{article_label(one.article)}，事项须不晚于这一天发生"
            found.append(
                _at(term.last_day, one.title, note, reverse("public:programme", args=[one.code]), term.clock)
            )
    if policy and policy.effective_to:
        term = term_of(policy.effective_from, policy.effective_to, on)
        found.append(
            _at(term.last_day, policy.number, "整份文件的有效期", reverse("public:policy"), term.clock)
        )
        found += _goal_ends(policy, goals, on)
    return [closing for _, closing in sorted(found, key=lambda pair: pair[0])]


def _goal_ends(policy: Policy, goals: Sequence[Goal], on: date) -> list[tuple[date, Closing]]:
    days = {goal.by: goal.article for goal in goals if goal.by}
    made = []
    for day, article in days.items():
        href = reverse("public:article", args=[article])
        total = (day - policy.effective_from + timedelta(days=1)).days
        clock = (
            clock_of((day - on).days, total, ClockUnit.DAYS, Audience.APPLICANT)
            if on <= day
            else ended_clock(day)
        )
        made.append(
            _at(day, f"{day.year} 年目标期满", f"{article_label(article)}里可以计量的目标", href, clock)
        )
    return made


def _at(day: date | None, title: str, note: str, href: str, clock: Clock | None) -> tuple[date, Closing]:
    assert day is not None and clock is not None, "the caller checked that there is an end"
    return day, Closing(title, note, day, href, clock)


@public_page
def show_home(request: HttpRequest) -> HttpResponse:
    """/"""
    page = read_home(request.viewer, request.business_day)  # type: ignore[attr-defined]
    return render(request, "public/home.html", {"page": page})
