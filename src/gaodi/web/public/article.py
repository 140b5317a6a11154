"""The policy's index, and one page an article: units, validity, clauses with their services, goals, documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from gaodi.apps.policies.models import Article, Policy
from gaodi.apps.policies.selectors import get_article, get_main_policy, list_goals
from gaodi.apps.programmes.models import Programme
from gaodi.apps.programmes.selectors import list_programmes
from gaodi.kernel.people import Viewer
from gaodi.values.numerals import article_label
from gaodi.web.public.article_index import (
    IndexEntry,
    IndexSection,
    count_ended,
    count_gaps,
    count_running,
    is_running,
    read_index,
)
from gaodi.web.public.clauses import read_clauses
from gaodi.web.public.documents import DocumentRow, document_rows
from gaodi.web.public.gate import public_page
from gaodi.web.public.specs import read_specs
from gaodi.web.public.term import Term, term_of
from gaodi.web.public.units_said import UnitsSaid, read_units
from gaodi.web.shell.goals import LISTED, LISTED_GRAIN, GoalPanel, goal_row, listing_panel
from gaodi.web.shell.public_listings import PublicListing, list_public_listings
from gaodi.web.shell.ui.articles import ClauseRow
from gaodi.web.shell.ui.goals import Goal
from gaodi.web.shell.ui.menus import Crumb


@dataclass(frozen=True, slots=True)
class PolicyPage:
    """The document as an index of its articles."""

    policy: Policy
    term: Term
    index: tuple[IndexSection, ...]
    articles: int
    running: int
    ended: int
    gaps: int
    goals: tuple[Goal, ...]


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """One article. `panel` is the listing goal at length, where a programme of the article works towards it."""

    policy: Policy
    article: Article
    name: str
    term: Term
    index: tuple[IndexSection, ...]
    entry: IndexEntry
    units: UnitsSaid
    clauses: tuple[ClauseRow, ...]
    programmes: tuple[Programme, ...]
    goals: tuple[Goal, ...]
    panel: GoalPanel | None
    documents: tuple[DocumentRow, ...]
    previous: IndexEntry | None
    next: IndexEntry | None

    @property
    def crumbs(self) -> tuple[Crumb, ...]:
        return (
            Crumb("政策", reverse("public:policy")),
            Crumb(self.policy.number, reverse("public:policy")),
            Crumb(self.name),
        )


def read_policy(viewer: Viewer, on: date) -> PolicyPage | None:
    """The city's policy as of a day; None before a pack is loaded."""
    policy = get_main_policy()
    if policy is None:
        return None
    index = read_index(policy, list_programmes(), on)
    listings = list_public_listings(policy, on)
    return PolicyPage(
        policy=policy,
        term=term_of(policy.effective_from, policy.effective_to, on),
        index=index,
        articles=sum(len(section.entries) for section in index),
        running=count_running(index),
        ended=count_ended(index),
        gaps=count_gaps(index),
        goals=tuple(goal_row(goal, policy, listings, on) for goal in list_goals(policy)),
    )


def read_article(viewer: Viewer, on: date, number: int) -> ArticlePage | None:
    """One article as of a day; None where the policy has no such article."""
    policy = get_main_policy()
    article = get_article(policy, number) if policy else None
    if policy is None or article is None:
        return None
    everything = list(list_programmes())
    own = [one for one in everything if (one.policy, one.article) == (policy.code, number)]
    specs = read_specs(own)
    index = read_index(policy, everything, on)
    entries = [entry for section in index for entry in section.entries]
    at = next(place for place, entry in enumerate(entries) if entry.number == number)
    term = term_of(policy.effective_from, policy.effective_to, on)
    rows, panel = _goals(policy, number, {spec.for_each for spec in specs.values()}, on)
    return ArticlePage(
        policy=policy,
        article=article,
        name=article_label(number),
        term=term,
        index=index,
        entry=entries[at],
        units=read_units(article, on=on, printed_on=policy.issued_on),
        clauses=read_clauses(article, own, on),
        programmes=tuple(one for one in own if is_running(one, on)),
        goals=rows,
        panel=panel,
        documents=document_rows(policy, specs.values(), term.last_day),
        previous=entries[at - 1] if at else None,
        next=entries[at + 1] if at + 1 < len(entries) else None,
    )


def _goals(
    policy: Policy, number: int, grains: set[str], on: date
) -> tuple[tuple[Goal, ...], GoalPanel | None]:
    """Rows of the article's own goals, and the listing goal at length where its programmes work towards it."""
    found = list_goals(policy)
    own = [goal for goal in found if goal.article == number]
    towards = LISTED_GRAIN in grains
    listings: Sequence[PublicListing] = list_public_listings(policy, on) if own or towards else ()
    rows = tuple(goal_row(goal, policy, listings, on) for goal in own)
    listed = next((goal for goal in found if goal.code == LISTED), None)
    panel = listing_panel(listed, policy, listings, on) if listed and towards else None
    return rows, panel


@public_page
def show_policy(request: HttpRequest) -> HttpResponse:
    """/policy/"""
    page = read_policy(request.viewer, request.business_day)  # type: ignore[attr-defined]
    return render(request, "public/policy.html", {"page": page})


@public_page
def show_article(request: HttpRequest, number: int) -> HttpResponse:
    """/policy/<number>/"""
    page = read_article(request.viewer, request.business_day, number)  # type: ignore[attr-defined]
    if page is None:
        raise Http404
    return render(request, "public/article.html", {"page": page, "crumbs": page.crumbs})
