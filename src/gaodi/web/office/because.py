"""Why one outcome of a company stands as it does, as the office may see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gaodi.apps.programmes.selectors import get_entitlement
from gaodi.apps.registry.directory import get_company
from gaodi.kernel import clock
from gaodi.kernel.people import Viewer
from gaodi.web.office.gate import office_only
from gaodi.web.shell.asked import Query
from gaodi.web.shell.entitlements.because import BecausePage, read_because
from gaodi.web.shell.entitlements.clauses import PolicyNotes, clauses_in, read_policy
from gaodi.web.shell.entitlements.naming import Names, read_names
from gaodi.web.shell.gates import Asked
from gaodi.web.shell.ui.clocks import Audience
from gaodi.web.shell.ui.menus import Crumb


@dataclass(frozen=True, slots=True)
class Place:
    """Which row of a programme a page is about."""

    code: str
    grain: str
    step: str


def read_page(
    viewer: Viewer,
    on: date,
    *,
    company: UUID,
    place: Place,
    known_at: datetime,
    policy: PolicyNotes,
    names: Names,
    is_demo: bool,
) -> BecausePage | None:
    """The page; None where there is no such row or the viewer may not know of the company."""
    party = get_company(viewer, public_id=company, on=on)
    found = party and get_entitlement(
        viewer,
        party_id=party.pk,
        code=place.code,
        grain_id=place.grain,
        step=place.step,
        on=on,
        known_at=known_at,
        clauses=clauses_in(policy),
    )
    if not found:
        return None
    return read_because(
        found,
        crumbs=(
            Crumb("企业", reverse("office:companies")),
            Crumb(found.party_name, reverse("office:company", args=[company])),
            Crumb(found.item.title),
        ),
        audience=Audience.OFFICER,
        policy=policy,
        names=names,
        is_demo=is_demo,
    )


@require_safe
@office_only
def show_because(request: Asked, public_id: UUID, code: str, grain: str) -> HttpResponse:
    """The reason of one row of a company; `?step=` names a step that has not happened yet."""
    pack = request.region_face.pack_version
    page = read_page(
        request.viewer,
        request.business_day,
        company=public_id,
        place=Place(code, grain, Query.of(request).get("step")),
        known_at=clock.now(),
        policy=read_policy(pack),
        names=read_names(pack, request.business_day),
        is_demo=request.instance.is_demo,
    )
    if page is None:
        raise Http404
    return render(request, "office/because.html", {"page": page})
