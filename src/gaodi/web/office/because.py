"""Why one outcome of a company stands as it does, as the office may see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gaodi.apps.assessments.choices import Verdict
from gaodi.apps.programmes.selectors import Entitlement, EntitlementPage, get_entitlement
from gaodi.apps.registry.directory import get_company
from gaodi.kernel import clock
from gaodi.kernel.people import Viewer
from gaodi.web.office.gate import office_only
from gaodi.web.shell.asked import Query
from gaodi.web.shell.entitlements.amounts import money_of, parameter_of
from gaodi.web.shell.entitlements.clauses import PolicyNotes, clauses_in, read_policy
from gaodi.web.shell.entitlements.ladders import read_ladder
from gaodi.web.shell.entitlements.naming import Names, read_names
from gaodi.web.shell.entitlements.sums import read_computation
from gaodi.web.shell.entitlements.tidying import tidy
from gaodi.web.shell.entitlements.wording import (
    because_title,
    lacking_of,
    tally_for,
    truth_of,
    verdict_sentence,
)
from gaodi.web.shell.gates import Asked
from gaodi.web.shell.ui.clocks import Audience, Clock, ClockUnit, clock_of, ended_clock
from gaodi.web.shell.ui.computation import ClauseDigest, Computation, Replay, replay_of
from gaodi.web.shell.ui.menus import Crumb
from gaodi.web.shell.ui.reasons import BecauseList, list_because
from gaodi.web.shell.ui.verdicts import Ladder
from gaodi.web.shell.ui.verdicts import Verdict as VerdictHead


@dataclass(frozen=True, slots=True)
class BecausePage:
    """One outcome with its reason, as of the business day. `lacking` names facts without which there is no amount."""

    crumbs: tuple[Crumb, ...]
    verdict: VerdictHead
    ladder: Ladder | None
    reasons: BecauseList
    computation: Computation | None
    lacking: tuple[str, ...]
    digest: ClauseDigest | None
    replay: Replay


@dataclass(frozen=True, slots=True)
class Place:
    """Which row of a programme a page is about."""

    code: str
    grain: str
    step: str


def read_because(
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
    item, note = found.item, policy.article(found.view.spec.framework.article)
    return BecausePage(
        crumbs=(
            Crumb("企业", reverse("office:companies")),
            Crumb(found.party_name, reverse("office:company", args=[company])),
            Crumb(item.title),
        ),
        verdict=_head(found, is_demo=is_demo),
        ladder=read_ladder(found),
        reasons=_reasons(found),
        computation=read_computation(found, is_demo=is_demo, unit_names=names.reporting),
        lacking=lacking_of(item),
        digest=ClauseDigest(note.digest, f"{policy.number} {note.name}", note.href) if note else None,
        replay=replay_of(
            programme=found.view.rule_set.code,
            version=f"第 {found.view.rule_set.number} 版",
            facts=found.view.facts,
            as_of=on,
            digest=found.view.rule_set.digest,
        ),
    )


def _head(found: EntitlementPage, *, is_demo: bool) -> VerdictHead:
    item = found.item
    return VerdictHead(
        truth=truth_of(item),
        sentence=verdict_sentence(item, tally_for(item)),
        title=item.title,
        subject=found.party_name,
        as_of=found.on,
        amount=money_of(item, "万元"),
        clock=_clock(item),
        parameter=parameter_of(item, is_demo=is_demo),
    )


def _clock(item: Entitlement) -> Clock | None:
    if (
        item.verdict is Verdict.RECEIVED
        or item.due_on is None
        or item.event_on is None
        or item.days_left is None
    ):
        return None
    if item.days_left < 0:
        return ended_clock(item.due_on, about="申领期")
    whole = (item.due_on - item.event_on).days
    return clock_of(item.days_left, whole, ClockUnit.DAYS, Audience.OFFICER, about="申领期")


def _reasons(found: EntitlementPage) -> BecauseList:
    coming = [one.short_by for one in found.siblings if one.step and one is not found.item]
    return list_because(
        tidy(found.item.because),
        title=because_title(found.item),
        later=[one for one in coming if one is not None],
    )


@require_safe
@office_only
def show_because(request: Asked, public_id: UUID, code: str, grain: str) -> HttpResponse:
    """The reason of one row of a company; `?step=` names a step that has not happened yet."""
    pack = request.region_face.pack_version
    page = read_because(
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
