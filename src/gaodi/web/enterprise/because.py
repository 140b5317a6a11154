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
from gaodi.web.enterprise.replaying import AskedDay, read_asked_day
from gaodi.web.shell.asked import Query
from gaodi.web.shell.entitlements.amounts import money_of, parameter_of
from gaodi.web.shell.entitlements.clauses import PolicyNotes, clauses_in, read_policy
from gaodi.web.shell.entitlements.ladders import read_ladder
from gaodi.web.shell.entitlements.naming import Names, read_names
from gaodi.web.shell.entitlements.sums import read_computation
from gaodi.web.shell.entitlements.terms import ended_on, window_of_page
from gaodi.web.shell.entitlements.tidying import tidy
from gaodi.web.shell.entitlements.wording import (
    because_title,
    lacking_of,
    reasons_of,
    tally_for,
    truth_of,
    verdict_sentence,
)
from gaodi.web.shell.gates import Asked
from gaodi.web.shell.ui.computation import ClauseDigest, Computation, Objection, Replay, replay_of
from gaodi.web.shell.ui.menus import Crumb
from gaodi.web.shell.ui.reasons import BecauseList, list_because
from gaodi.web.shell.ui.verdicts import Ladder
from gaodi.web.shell.ui.verdicts import Verdict as VerdictHead


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


@dataclass(frozen=True, slots=True)
class BecausePage:
    """One entitlement with its reason, as of a day. `lacking` names the facts without which there is no amount."""

    crumbs: tuple[Crumb, ...]
    verdict: VerdictHead
    ladder: Ladder | None
    reasons: BecauseList
    computation: Computation | None
    lacking: tuple[str, ...]
    digest: ClauseDigest | None
    replay: Replay
    objection: Objection
    asked: AskedDay
    here: str


def read_because(
    viewer: Viewer,
    on: date,
    *,
    address: Address,
    asked: AskedDay,
    known_at: datetime,
    policy: PolicyNotes,
    names: Names,
    is_demo: bool,
) -> BecausePage | None:
    """The page; None where this enterprise has no such row on the day asked for."""
    found = find_row(viewer, on, address=address, known_at=known_at, policy=policy)
    if found is None:
        return None
    item, spec = found.item, found.view.spec
    note = policy.article(spec.framework.article)
    return BecausePage(
        crumbs=(Crumb("可享政策", reverse("enterprise:entitlements")), Crumb(item.title)),
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
        objection=Objection(_object_to(names.of(note.lead_units if note else ()))),
        asked=asked,
        here=address.href,
    )


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


def _head(found: EntitlementPage, *, is_demo: bool) -> VerdictHead:
    item = found.item
    return VerdictHead(
        truth=truth_of(item),
        sentence=verdict_sentence(item, tally_for(item)),
        title=item.title,
        subject=found.party_name,
        as_of=found.on,
        amount=money_of(item, "万元"),
        clock=window_of_page(item),
        parameter=parameter_of(item, is_demo=is_demo),
        expired_on=ended_on(item.programme, found.on),
    )


def _reasons(found: EntitlementPage) -> BecauseList:
    item = found.item
    coming = [one.short_by for one in found.siblings if one.step and one is not item]
    return list_because(
        tidy(reasons_of(item)),
        title=because_title(item),
        later=[one for one in coming if one is not None],
        link_label="换一个日期看",
        link_href="#another-day",
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
    page = read_because(
        viewer,
        asked.day,
        address=address,
        asked=asked,
        known_at=at,
        policy=policy,
        names=read_names(pack, today),
        is_demo=request.instance.is_demo,
    )
    if page is not None:
        return render(request, "enterprise/because.html", {"page": page})
    context = {"asked": asked, "here": address.href}
    if asked.is_replay and find_row(viewer, today, address=address, known_at=at, policy=policy):
        return render(request, "enterprise/because_absent.html", context)
    return render(request, "enterprise/because_none.html", context, status=404)
