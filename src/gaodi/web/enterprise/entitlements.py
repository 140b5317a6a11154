"""What an enterprise can have now, what it nearly has, and what it could have if a fact were known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gaodi.apps.assessments.choices import Verdict
from gaodi.apps.assessments.selectors import Freshness
from gaodi.apps.programmes.selectors import Entitlements, list_entitlements, list_programmes
from gaodi.kernel.clock import now
from gaodi.kernel.people import Viewer
from gaodi.web.enterprise.gate import HOW, WHO_MAY, for_enterprises
from gaodi.web.enterprise.rows import ArticleGroup, ListMaker, QuietGroup
from gaodi.web.shell.asked import Query
from gaodi.web.shell.entitlements.clauses import PolicyNotes, clauses_in, read_policy
from gaodi.web.shell.entitlements.terms import ended_on
from gaodi.web.shell.errors import NoRight
from gaodi.web.shell.gates import Asked
from gaodi.web.shell.ui.entitlements import Count, Group
from gaodi.web.shell.ui.figures import Link, Money
from gaodi.web.shell.ui.menus import Segment
from gaodi.web.shell.ui.states import Empty, Expired

VIEWS = {"verdict": "按结论", "clause": "按条款"}
UNITS = {"wan": "万元", "yuan": "元"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the reader wants the list, as the URL says it."""

    view: str = "verdict"
    unit: str = "wan"

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Wanted:
        """What the URL asks for; words that mean nothing here are passed over."""
        view, unit = given.get("view", ""), given.get("unit", "")
        return cls(view if view in VIEWS else cls.usual().view, unit if unit in UNITS else cls.usual().unit)

    @classmethod
    def usual(cls) -> Wanted:
        return cls("verdict", "wan")

    def href(self, **changes: str) -> str:
        """The address of this list with something changed; what is usual is left out."""
        asked = {"view": self.view, "unit": self.unit} | changes
        given = {name: value for name, value in asked.items() if value != getattr(self.usual(), name)}
        return f"{reverse('enterprise:entitlements')}{'?' + urlencode(given) if given else ''}"


@dataclass(frozen=True, slots=True)
class EntitlementsPage:
    """The list of one enterprise on a day: by verdict (`groups`, `quiet`) or by article (`articles`).

    `total` is None where nothing can be had now; `recomputing` is set while the stored list is being made anew.
    """

    party_name: str
    on: date
    total: Money | None
    counts: tuple[Count, ...]
    groups: tuple[Group, ...]
    quiet: tuple[QuietGroup, ...]
    articles: tuple[ArticleGroup, ...]
    programmes: int
    others: int
    views: tuple[Segment, ...]
    units: tuple[Segment, ...]
    recomputing: Freshness | None
    expired: Expired | None
    empty: Empty | None
    here: str


def read_entitlements(
    viewer: Viewer, on: date, *, known_at: datetime, policy: PolicyNotes, wanted: Wanted, is_demo: bool
) -> EntitlementsPage | None:
    """The page of the party that the viewer acts for; None where they may not know of it."""
    assert viewer.party_id is not None
    found = list_entitlements(
        viewer, party_id=viewer.party_id, on=on, known_at=known_at, clauses=clauses_in(policy)
    )
    if found is None:
        return None
    unit, is_by_article = UNITS[wanted.unit], wanted.view == "clause"
    made, expired = ListMaker(found, unit, is_demo), _expired(found)
    return EntitlementsPage(
        party_name=found.party_name,
        on=on,
        total=Money(found.total(Verdict.YES), unit) if found.of(Verdict.YES) else None,
        counts=made.counts(),
        groups=() if is_by_article else made.groups(),
        quiet=() if is_by_article else made.quiet(),
        articles=made.by_article(policy) if is_by_article else (),
        programmes=found.programmes,
        others=found.others,
        views=_segments("view", VIEWS, wanted),
        units=_segments("unit", UNITS, wanted),
        recomputing=None if found.freshness.is_fresh else found.freshness,
        expired=expired,
        empty=None if found.items else _empty(found, is_over=expired is not None),
        here=wanted.href(),
    )


def _segments(name: str, labels: Mapping[str, str], wanted: Wanted) -> tuple[Segment, ...]:
    return tuple(
        Segment(label, wanted.href(**{name: code}), code == getattr(wanted, name))
        for code, label in labels.items()
    )


def _expired(found: Entitlements) -> Expired | None:
    """Said over the list when every programme in it is over; over an empty list, when every programme is."""
    listed = [item.programme for item in found.items] or list_programmes()
    ends = [ended_on(programme, found.on) for programme in listed]
    if not ends or None in ends:
        return None
    last = max(day for day in ends if day is not None)
    return Expired(last, "期内发生的事项仍按当时规则判断，申领期内照样可领；之后发生的事项不再受理")


def _empty(found: Entitlements, *, is_over: bool) -> Empty:
    checked = f"已核对 {found.programmes} 个项目，没有可享、只差一项或待补资料的。"
    coming = (
        "有新进展时，如辅导备案、受理、上市，会自动出现在这里。"
        if not is_over
        else "有新的项目施行时，会自动核对并列在这里。"
    )
    why = checked + coming
    return Empty("现在没有可享政策", why, Link("看企业档案", reverse("enterprise:facts")))


@require_safe
@for_enterprises
def show_entitlements(request: Asked) -> HttpResponse:
    """The list; while the stored one is being made anew, the page fetches itself until it is fresh."""
    page = read_entitlements(
        request.viewer,
        request.business_day,
        known_at=now(),
        policy=read_policy(request.region_face.pack_version),
        wanted=Wanted.read(Query.of(request).values),
        is_demo=request.instance.is_demo,
    )
    if page is None:
        raise NoRight(WHO_MAY, HOW)
    return render(request, "enterprise/entitlements.html", {"page": page})
