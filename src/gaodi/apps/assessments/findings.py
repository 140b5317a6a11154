"""What a rule set says of one subject: its rows judged, combined, and the next step of its ladder.

One function for sweeps and for single requests, so that a page never says otherwise than a sweep.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from gaodi.apps.assessments.choices import Verdict
from gaodi.apps.assessments.rows import Row
from gaodi.apps.registry.support import Support
from gaodi.engines import rules
from gaodi.values.periods import day_number, day_of


@dataclass(frozen=True, slots=True)
class Finding:
    """What comes of one row, or of the next step after it (`step` is then its code).

    `verdict` None is a plain no. Amounts are in fen: `amount` by the rule, `payable` after caps and what was received.
    `received` is what was paid for the row so far; a row paid in part stays open for the rest.
    `failing` names the one condition that a near miss or a lapsed row does not meet.
    """

    row: Row
    step: str
    stage: str
    event_on: date | None
    values: tuple[int | None, ...]
    judgement: rules.Judgement
    verdict: Verdict | None
    amount: int | None
    payable: int | None
    combined: rules.Payable | None
    received: Support | None
    failing: str
    due_on: date | None

    @property
    def letters(self) -> str:
        """A letter a condition, in the rule's order: Y, N or U."""
        return "".join("NUY"[truth] for truth in self.judgement.conditions)


def find_all(
    bound: rules.BoundProgramme, rows: Sequence[Row], supports: Sequence[Support], *, on: date
) -> list[Finding]:
    """Findings for every row of ONE subject, oldest event first, and for the step that would come next."""
    today = day_number(on)
    ordered = sorted(rows, key=lambda row: (bound.event_day(row.values, today) or 0, row.key))
    judgements = bound.judge_many([row.values for row in ordered], today)
    paid = _paid_by_event(supports, {row.public_id for row in ordered})
    granted = sum(one.amount_fen for one in supports) - sum(one.amount_fen for one in paid.values())
    found = []
    for row, judgement in zip(ordered, judgements, strict=True):
        received = paid.get(row.public_id)
        day = bound.event_day(row.values, today) or 0
        (combined,) = rules.combine(bound, [(row.key, day, judgement, row.values)], before=granted)
        found.append(_finding(bound, row, judgement, combined, received, today))
        granted += max(combined.payable or 0, received.amount_fen if received else 0)
    following = _next(bound, found, granted, today)
    return [*found, following] if following else found


def _paid_by_event(supports: Sequence[Support], events: set[str]) -> dict[str, Support]:
    """What was paid for each of the events, several payments of one event added up under the latest one's source."""
    paid: dict[str, Support] = {}
    for support in supports:
        if support.event_public_id in events:
            earlier = paid.get(support.event_public_id)
            total = support.amount_fen + (earlier.amount_fen if earlier else 0)
            paid[support.event_public_id] = replace(support, amount_fen=total)
    return paid


def _finding(
    bound: rules.BoundProgramme,
    row: Row,
    judgement: rules.Judgement,
    combined: rules.Payable,
    received: Support | None,
    today: int,
) -> Finding:
    day = bound.event_day(row.values, today)
    event_on = day_of(day) if day is not None else None
    failing = _only_failing(bound, judgement)
    verdict = _verdict(bound, judgement, combined, failing)
    payable = combined.payable
    if received is not None:
        left = max((payable or 0) - received.amount_fen, 0) if verdict is Verdict.YES else 0
        verdict, payable = (Verdict.YES, left) if left else (Verdict.RECEIVED, received.amount_fen)
    return Finding(
        row=row,
        step="",
        stage=_stage(bound, row.values),
        event_on=event_on,
        values=row.values,
        judgement=judgement,
        verdict=verdict,
        amount=judgement.amount,
        payable=payable,
        combined=combined,
        received=received,
        failing=failing,
        due_on=_due(bound, event_on),
    )


def _verdict(
    bound: rules.BoundProgramme, judgement: rules.Judgement, combined: rules.Payable, failing: str
) -> Verdict | None:
    """A near miss is worth showing where something could be done about it: its condition states a remedy.

    Where earlier stages used the cap up nothing is left to have: that is no entitlement any more.
    """
    if judgement.verdict == rules.YES:
        return None if combined.is_cut and combined.payable == 0 else Verdict.YES
    if judgement.verdict == rules.UNKNOWN:
        return Verdict.UNKNOWN
    if failing in rules.IMPLICIT:
        return Verdict.LAPSED
    remedies = {condition.id: condition.remedy for condition in bound.compiled.spec.conditions}
    return Verdict.NEAR if remedies.get(failing) else None


def _only_failing(bound: rules.BoundProgramme, judgement: rules.Judgement) -> str:
    """The id of the only condition that is not met, all others being yes; empty otherwise."""
    others = [
        name
        for name, truth in zip(bound.compiled.condition_ids, judgement.conditions, strict=True)
        if truth != rules.YES
    ]
    if judgement.verdict != rules.NO or len(others) != 1:
        return ""
    return others[0]


def _next(bound: rules.BoundProgramme, found: Sequence[Finding], used: int, today: int) -> Finding | None:
    """The step after the latest one that was entitled or paid, as if it happened today: a near miss by one event.

    Steps in between that bring nothing do not matter; one that ends the way (a withdrawal) does.
    """
    latest = None
    for one in found:
        if one.verdict in (Verdict.YES, Verdict.RECEIVED, Verdict.LAPSED):
            latest = one
        elif _code(bound, one.values) in _ends(bound):
            latest = None
    if latest is None:
        return None
    step = bound.next_step(latest.values, today)
    if step is None or step.judgement.verdict != rules.YES:
        return None
    (combined,) = rules.combine(bound, [(0, today, step.judgement, step.values)], before=used)
    if combined.is_cut and combined.payable == 0:
        return None
    return Finding(
        row=latest.row,
        step=step.code,
        stage=step.says,
        event_on=None,
        values=step.values,
        judgement=step.judgement,
        verdict=Verdict.NEAR,
        amount=step.judgement.amount,
        payable=combined.payable,
        combined=combined,
        received=None,
        failing="",
        due_on=None,
    )


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of the ladder still ahead: its code and name, and in fen what it would bring by the rule; None if unknown."""

    code: str
    says: str
    amount: int | None


def rungs_ahead(bound: rules.BoundProgramme, found: Sequence[Finding], on: date) -> list[Rung]:
    """The steps after the last finding, each as if it happened on that day."""
    rungs: list[Rung] = []
    step = bound.next_step(found[-1].values, day_number(on)) if found else None
    while step is not None:
        rungs.append(Rung(step.code, step.says, step.judgement.amount))
        step = bound.next_step(step.values, day_number(on))
    return rungs


def _ends(bound: rules.BoundProgramme) -> tuple[str, ...]:
    ladder = bound.compiled.spec.ladder
    return ladder.ends if ladder else ()


def _code(bound: rules.BoundProgramme, values: Sequence[int | None]) -> str | None:
    """The code of the fact that the ladder climbs; None where it is unknown or there is no ladder."""
    node = bound.compiled.node_of("ladder")
    at = bound.compiled.index_of(node.value.path) if node is not None else None
    code = values[at] if at is not None else None
    return None if code is None else bound.book.text_of(code)


def _stage(bound: rules.BoundProgramme, values: Sequence[int | None]) -> str:
    """The name of the rung that a row stands on; the vocabulary's word for one off the ladder."""
    node, ladder, code = bound.compiled.node_of("ladder"), bound.compiled.spec.ladder, _code(bound, values)
    if node is None or ladder is None or code is None:
        return ""
    says = {step.code: step.says for step in ladder.steps}
    return says.get(code) or node.value.described.codes.get(code, code)


def _due(bound: rules.BoundProgramme, event_on: date | None) -> date | None:
    """The last day of the claim window."""
    rule = bound.compiled.spec.rule
    if rule is None or rule.window_days is None or event_on is None:
        return None
    return event_on + timedelta(days=rule.window_days)
