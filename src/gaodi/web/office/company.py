"""One company as the office knows it: a head, and its views by segments of the same address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gaodi.apps.quality.choices import Severity
from gaodi.apps.quality.models import Finding
from gaodi.apps.quality.selectors import list_party_findings
from gaodi.apps.registry.directory import get_company
from gaodi.kernel import clock
from gaodi.kernel.people import Viewer
from gaodi.web.office.company_views import VIEWS, Body, read_body
from gaodi.web.office.gate import office_only
from gaodi.web.shell.asked import Query
from gaodi.web.shell.company.head import Head, read_head
from gaodi.web.shell.company.history import read_history
from gaodi.web.shell.company.subject import AsOf, Subject, read_as_of
from gaodi.web.shell.gates import Asked
from gaodi.web.shell.ui.chips import Chip
from gaodi.web.shell.ui.menus import Crumb, Segment


@dataclass(frozen=True, slots=True)
class FindingLine:
    """What a rule of data quality says of this company."""

    says: str
    severity: Chip
    since: date


@dataclass(frozen=True, slots=True)
class CompanyPage:
    """The head of a company with one of its views. `here` is the address of the present, without what was asked."""

    crumbs: tuple[Crumb, ...]
    name: str
    credit_code: str
    is_invented: bool
    head: Head
    findings: tuple[FindingLine, ...]
    segments: tuple[Segment, ...]
    view: str
    as_of: AsOf
    here: str
    body: Body


def find_subject(viewer: Viewer, today: date, *, public_id: UUID, as_of: AsOf) -> tuple[Subject, str, bool]:
    """The company, its credit code, whether it is invented.

    Raises: Http404: there is none, or the viewer may not know of it.
    """
    party = get_company(viewer, public_id=public_id, on=today)
    if party is None:
        raise Http404
    return Subject(viewer, party.pk, party.name, as_of), party.credit_code or "", party.is_invented


def read_company(
    viewer: Viewer, today: date, *, public_id: UUID, query: Query, now: datetime, pack: str
) -> CompanyPage:
    """The page. Raises: Http404."""
    as_of = read_as_of(query, today=today, now=now)
    subject, code, is_invented = find_subject(viewer, today, public_id=public_id, as_of=as_of)
    view = query.choice("view", tuple(VIEWS), "overview")
    found = list_party_findings(viewer, party_id=subject.party_id, on=today)
    return CompanyPage(
        crumbs=(Crumb("企业", reverse("office:companies")), Crumb(subject.name)),
        name=subject.name,
        credit_code=code,
        is_invented=is_invented,
        head=(head := read_head(subject)),
        findings=tuple(map(_finding, found)),
        segments=_segments(query, view, as_of),
        view=view,
        as_of=as_of,
        here=query.with_(on="", known=""),
        body=read_body(view, subject, query, head=head, pack=pack),
    )


def _finding(finding: Finding) -> FindingLine:
    is_error = finding.severity == Severity.ERROR
    chip = Chip(str(Severity(finding.severity).label), "bad" if is_error else "warn")
    return FindingLine(finding.says, chip, finding.seen_from)


def _segments(query: Query, view: str, as_of: AsOf) -> tuple[Segment, ...]:
    """The views; the day and moment asked for go along, what narrows one view does not."""
    asked = Query(query.path, {name: query.get(name) for name in ("on", "known") if as_of.is_asked})
    return tuple(
        Segment(label, asked.with_(view="" if code == "overview" else code), code == view)
        for code, label in VIEWS.items()
    )


@require_safe
@office_only
def show_company(request: Asked, public_id: UUID) -> HttpResponse:
    """One company; for htmx with `?fact=` only that fact's history; 404 for one that is not of the viewer's unit."""
    query, now = Query.of(request), clock.now()
    if request.htmx and query.get("fact"):
        as_of = read_as_of(query, today=request.business_day, now=now)
        subject, *_rest = find_subject(request.viewer, request.business_day, public_id=public_id, as_of=as_of)
        history = read_history(subject, query.get("fact"))
        if history is None:
            raise Http404
        return render(request, "components/company/history.html", {"history": history})
    page = read_company(
        request.viewer,
        request.business_day,
        public_id=public_id,
        query=query,
        now=now,
        pack=request.region_face.pack_version,
    )
    return render(request, "office/company.html", {"page": page})
