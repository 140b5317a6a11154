"""Why one row stands as it does: every condition, how the amount came about, what would change it.

The enterprise that it is about and the office read the same page; they differ in the words of the clock, in the way
that led to it, and in what they can do next.
"""

from __future__ import annotations

from dataclasses import dataclass

from gaodi.apps.programmes.selectors import EntitlementPage
from gaodi.web.shell.entitlements.amounts import money_of, parameter_of
from gaodi.web.shell.entitlements.clauses import PolicyNotes
from gaodi.web.shell.entitlements.ladders import read_ladder
from gaodi.web.shell.entitlements.naming import Names
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
from gaodi.web.shell.ui.clocks import Audience
from gaodi.web.shell.ui.computation import ClauseDigest, Computation, Objection, Replay, replay_of
from gaodi.web.shell.ui.menus import Crumb
from gaodi.web.shell.ui.reasons import BecauseList, list_because
from gaodi.web.shell.ui.verdicts import Ladder, Verdict


@dataclass(frozen=True, slots=True)
class BecausePage:
    """One row with its reason, as of a day. `lacking` names the facts without which there is no amount; `objection`
    is how the enterprise may object.
    """

    crumbs: tuple[Crumb, ...]
    verdict: Verdict
    ladder: Ladder | None
    reasons: BecauseList
    computation: Computation | None
    lacking: tuple[str, ...]
    digest: ClauseDigest | None
    replay: Replay
    objection: Objection | None = None


def read_because(
    found: EntitlementPage,
    *,
    crumbs: tuple[Crumb, ...],
    audience: Audience,
    policy: PolicyNotes,
    names: Names,
    is_demo: bool,
    another_day: str = "",
    objection: Objection | None = None,
) -> BecausePage:
    """The page of a row that the viewer may see.

    Args: another_day: where on the page another day can be asked for; empty where it cannot.
    """
    note = policy.article(found.view.spec.framework.article)
    return BecausePage(
        crumbs=crumbs,
        verdict=_head(found, audience, is_demo=is_demo),
        ladder=read_ladder(found),
        reasons=_reasons(found, another_day),
        computation=read_computation(found, is_demo=is_demo, unit_names=names.reporting),
        lacking=lacking_of(found.item),
        digest=ClauseDigest(note.digest, f"{policy.number} {note.name}", note.href) if note else None,
        replay=replay_of(
            programme=found.view.rule_set.code,
            version=f"第 {found.view.rule_set.number} 版",
            facts=found.view.facts,
            as_of=found.on,
            digest=found.view.rule_set.digest,
        ),
        objection=objection,
    )


def _head(found: EntitlementPage, audience: Audience, *, is_demo: bool) -> Verdict:
    item = found.item
    return Verdict(
        truth=truth_of(item),
        sentence=verdict_sentence(item, tally_for(item)),
        title=item.title,
        subject=found.party_name,
        as_of=found.on,
        amount=money_of(item, "万元"),
        clock=window_of_page(item, audience),
        parameter=parameter_of(item, is_demo=is_demo),
        expired_on=ended_on(item.programme, found.on),
    )


def _reasons(found: EntitlementPage, another_day: str) -> BecauseList:
    item = found.item
    coming = [one.short_by for one in found.siblings if one.step and one is not item]
    return list_because(
        tidy(reasons_of(item)),
        title=because_title(item),
        later=[one for one in coming if one is not None],
        link_label="换一个日期看" if another_day else "",
        link_href=another_day,
    )
