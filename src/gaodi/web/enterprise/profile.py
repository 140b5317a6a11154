"""The profile of an enterprise: what is lacking and why it matters, and every fact that is held, with its source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gaodi.apps.assessments.subject_facts import find_column
from gaodi.apps.intake.declared import list_doors
from gaodi.apps.intake.permissions import can_declare
from gaodi.apps.regions.selectors import unit_names
from gaodi.apps.registry.directory import list_support
from gaodi.apps.registry.facts.groups import GROUPS
from gaodi.apps.registry.selectors import get_party
from gaodi.kernel.clock import now
from gaodi.kernel.people import Viewer
from gaodi.web.enterprise.gate import HOW, WHO_MAY, for_enterprises
from gaodi.web.enterprise.held import Section, read_sections
from gaodi.web.enterprise.lacking import Completeness, Lacking, complete, kinds_behind, list_lacking
from gaodi.web.enterprise.providing import say_told_by
from gaodi.web.enterprise.uses import Use, read_uses
from gaodi.web.shell.asked import Query
from gaodi.web.shell.company.charts import make_charts
from gaodi.web.shell.company.history import FactHistory, read_history
from gaodi.web.shell.company.statements import StatementTable, make_statement_table, read_statements
from gaodi.web.shell.company.subject import AsOf, Subject
from gaodi.web.shell.company.timeline import Timeline, read_timeline
from gaodi.web.shell.errors import NoRight
from gaodi.web.shell.gates import Asked
from gaodi.web.shell.ui.charts import Chart
from gaodi.web.shell.ui.figures import Entry, Money
from gaodi.web.shell.ui.menus import Crumb, Segment

#: Parts of the page that are no group of facts: what rules read, and what happened.
IN_USE = "in_use"
TIMELINE = "timeline"


@dataclass(frozen=True, slots=True)
class ProfilePage:
    """The facts of one enterprise on a day. `lacking` are the unknown ones that some rule reads.

    `part` is a group whose facts all stand here, or IN_USE: those of every group that some rule reads.
    """

    party_name: str
    credit_code: str
    on: date
    completeness: Completeness
    lacking: tuple[Lacking, ...]
    parts: tuple[Segment, ...]
    part: str
    sections: tuple[Section, ...]
    statements: StatementTable | None
    charts: tuple[Chart, ...]
    timeline: Timeline | None
    supports: tuple[Entry, ...]
    may_declare: bool

    @property
    def shows_supports(self) -> bool:
        return self.part in (IN_USE, "support")


def read_profile(viewer: Viewer, on: date, *, known_at: datetime, query: Query) -> ProfilePage | None:
    """The facts of the party that the viewer acts for; None where they may not know of it."""
    assert viewer.party_id is not None
    party = get_party(viewer, party_id=viewer.party_id, on=on)
    if party is None:
        return None
    part = query.choice("part", (*GROUPS, TIMELINE), IN_USE)
    subject = Subject(viewer, party.pk, party.name, AsOf(on, known_at, on))
    reports = read_statements(subject) if part == "statements" else None
    may_declare = can_declare(viewer, party.pk)
    sections = read_sections(viewer, party.pk, on, known_at=known_at, uses=read_uses())
    return ProfilePage(
        party_name=party.name,
        credit_code=party.credit_code or "",
        on=on,
        completeness=complete(sections),
        lacking=_lacking(sections, on, may_declare=may_declare),
        parts=_parts(sections, part),
        part=part,
        sections=_shown(sections, part),
        statements=make_statement_table(reports, query) if reports else None,
        charts=make_charts(reports) if reports else (),
        timeline=read_timeline(subject, query) if part == TIMELINE else None,
        supports=_supports(viewer, party.pk, on) if part in (IN_USE, "support") else (),
        may_declare=may_declare,
    )


def _parts(sections: tuple[Section, ...], part: str) -> tuple[Segment, ...]:
    here = reverse("enterprise:facts")
    groups = [Segment(one.title, f"{here}?part={one.anchor}", one.anchor == part) for one in sections]
    happened = Segment("大事记", f"{here}?part={TIMELINE}", part == TIMELINE)
    return (Segment("规则用到的", here, part == IN_USE), *groups, happened)


def _shown(sections: tuple[Section, ...], part: str) -> tuple[Section, ...]:
    if part != IN_USE:
        return tuple(one for one in sections if one.anchor == part)
    used = (one.in_use() for one in sections)
    return tuple(one for one in used if one.blocks)


def _lacking(sections: tuple[Section, ...], on: date, *, may_declare: bool) -> tuple[Lacking, ...]:
    if not complete(sections).lacking:
        return ()
    return list_lacking(sections, list_doors(on=on), unit_names(on=on), may_declare=may_declare)


def _supports(viewer: Viewer, party_id: int, on: date) -> tuple[Entry, ...]:
    """Money received for the same matter, which counts against caps."""
    rows = list_support(viewer, party_id=party_id, on=on)
    return tuple(
        Entry(
            f"{row.valid_from} 拨付",
            f"{row.get_source_display()}，{row.source_on}，{row.get_standing_display()}",
            Money(row.amount_yuan),
        )
        for row in rows
    )


@require_safe
@for_enterprises
def show_facts(request: Asked) -> HttpResponse:
    """Every fact that is held, with its source, and those that are lacking drawn as carefully."""
    page = read_profile(request.viewer, request.business_day, known_at=now(), query=Query.of(request))
    if page is None:
        raise NoRight(WHO_MAY, HOW)
    return render(request, "enterprise/facts.html", {"page": page})


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """How one fact came to be what it is, what it is for, who tells it."""

    history: FactHistory
    uses: tuple[Use, ...]
    told_by: tuple[str, ...]
    crumbs: tuple[Crumb, ...]


def read_fact_history(viewer: Viewer, path: str, on: date, *, known_at: datetime) -> HistoryPage | None:
    """None for what is no fact of a company, or not for this viewer's eyes."""
    found = find_column(path)
    assert viewer.party_id is not None
    if found is None or not viewer.may_see(found[1].visibility):
        return None
    subject = Subject(viewer, viewer.party_id, viewer.party_name, AsOf(on, known_at, on))
    history = read_history(subject, path)
    if history is None:
        return None
    doors, units = list_doors(on=on), unit_names(on=on)
    return HistoryPage(
        history=history,
        uses=read_uses().get(path, ()),
        told_by=tuple(filter(None, (say_told_by(doors[code], units) for code in kinds_behind(path)))),
        crumbs=(Crumb("企业档案", reverse("enterprise:facts")), Crumb(history.label)),
    )


@require_safe
@for_enterprises
def show_history(request: Asked, path: str) -> HttpResponse:
    """How one fact changed as the platform came to know more."""
    page = read_fact_history(request.viewer, path, request.business_day, known_at=now())
    if page is None:
        raise Http404
    return render(request, "enterprise/fact_history.html", {"page": page})
