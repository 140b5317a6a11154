"""Why one entitlement stands as it does: every condition, how the amount came about, what would change it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gaodi.apps.programmes.selectors import EntitlementPage, get_entitlement
from gaodi.kernel.clock import now
from gaodi.kernel.people import Viewer
from gaodi.web.enterprise.gate import for_enterprises
from gaodi.web.enterprise.replaying import read_asked_day
from gaodi.web.shell.asked import Query
from gaodi.web.shell.entitlements.because import read_because
from gaodi.web.shell.entitlements.clauses import PolicyNotes, clauses_in, read_policy
from gaodi.web.shell.entitlements.naming import read_names
from gaodi.web.shell.gates import Asked
from gaodi.web.shell.ui.clocks import Audience
from gaodi.web.shell.ui.computation import Objection
from gaodi.web.shell.ui.menus import Crumb


@dataclass(frozen=True, slots=True)
class Address:
    """Which row a page is about, as its URL says."""

    code: str
    grain: str
    step: str = ""

    @property
    def href(self) -> str:
        name = "enterprise:because_next" if self.step else "enterprise:because"
        return reverse(name, args=[self.code, self.grain, *([self.step] if self.step else [])])


def find_row(
    viewer: Viewer, on: date, *, address: Address, known_at: datetime, policy: PolicyNotes
) -> EntitlementPage | None:
    """The row of the party that the viewer acts for, as of a day."""
    assert viewer.party_id is not None
    return get_entitlement(
        viewer,
        party_id=viewer.party_id,
        code=address.code,
        grain_id=address.grain,
        step=address.step,
        on=on,
        known_at=known_at,
        clauses=clauses_in(policy),
    )


def _object_to(units: str) -> str:
    whom = f"书面告知{units}" if units else "书面告知牵头单位"
    return f"请写明哪一项不对、依据是什么，{whom}，也可拨打 12345。"


@require_safe
@for_enterprises
def show_because(request: Asked, code: str, grain: str, step: str = "") -> HttpResponse:
    """The reason of one row; `?on=` judges it as of another day by the facts known now."""
    viewer, today, at = request.viewer, request.business_day, now()
    pack = request.region_face.pack_version
    address, asked = Address(code, grain, step), read_asked_day(Query.of(request).get("on"), today)
    policy = read_policy(pack)
    found = find_row(viewer, asked.day, address=address, known_at=at, policy=policy)
    context = {"asked": asked, "here": address.href}
    if found is not None:
        names = read_names(pack, today)
        note = policy.article(found.view.spec.framework.article)
        page = read_because(
            found,
            crumbs=(Crumb("可享政策", reverse("enterprise:entitlements")), Crumb(found.item.title)),
            audience=Audience.APPLICANT,
            policy=policy,
            names=names,
            is_demo=request.instance.is_demo,
            another_day="#another-day",
            objection=Objection(_object_to(names.of(note.lead_units if note else ()))),
        )
        return render(request, "enterprise/because.html", {"page": page} | context)
    if asked.is_replay and find_row(viewer, today, address=address, known_at=at, policy=policy):
        return render(request, "enterprise/because_absent.html", context)
    return render(request, "enterprise/because_none.html", context, status=404)
