"""What a rule set says of one subject: its rows judged, combined, and the next step of its ladder.

One function for sweeps and for single requests, so that a page never says otherwise than a sweep.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
    paid = {support.event_public_id: support for support in supports if support.event_public_id}
    payable = _combine(bound, ordered, judgements, paid, supports, today)
    found = [
        _finding(bound, row, judgement, payable.get(row.key), paid.get(row.public_id), today)
        for row, judgement in zip(ordered, judgements, strict=True)
    ]
    used = _received(supports) + sum(one.payable or 0 for one in payable.values())
    following = _next(bound, found, used, today)
    return [*found, following] if following else found


def _combine(
    bound: rules.BoundProgramme,
    rows: Sequence[Row],
    judgements: Sequence[rules.Judgement],
    paid: dict[str, Support],
    supports: Sequence[Support],
    today: int,
) -> dict[int, rules.Payable]:
    """What each row not yet paid brings, by its key, after the cap and all that was received before."""
    entries = [
        (row.key, bound.event_day(row.values, today) or 0, judgement, row.values)
        for row, judgement in zip(rows, judgements, strict=True)
        if row.public_id not in paid
    ]
    return {one.row_id: one for one in rules.combine(bound, entries, before=_received(supports))}


def _received(supports: Sequence[Support]) -> int:
    return sum(one.amount_fen for one in supports)


def _finding(
    bound: rules.BoundProgramme,
    row: Row,
    judgement: rules.Judgement,
    payable: rules.Payable | None,
    received: Support | None,
    today: int,
) -> Finding:
    day = bound.event_day(row.values, today)
    event_on = day_of(day) if day is not None else None
    failing = _only_failing(bound, judgement)
    return Finding(
        row=row,
        step="",
        stage=_stage(bound, row.values),
        event_on=event_on,
        values=row.values,
        judgement=judgement,
        verdict=Verdict.RECEIVED if received else _verdict(bound, judgement, failing),
        amount=judgement.amount,
        payable=received.amount_fen if received else payable.payable if payable else None,
        combined=payable,
        received=received,
        failing=failing,
        due_on=_due(bound, event_on),
    )


def _verdict(bound: rules.BoundProgramme, judgement: rules.Judgement, failing: str) -> Verdict | None:
    """A near miss is worth showing where something could be done about it: its condition states a remedy."""
    if judgement.verdict == rules.YES:
        return Verdict.YES
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
    """The step after the latest one that was entitled or paid, as if it happened today: a near miss by one event."""
    reached = [one for one in found if one.verdict in (Verdict.YES, Verdict.RECEIVED, Verdict.LAPSED)]
    latest = found[-1] if found else None
    if latest is None or latest not in reached:
        return None
    step = bound.next_step(latest.values, today)
    if step is None or step.judgement.verdict != rules.YES:
        return None
    (combined,) = rules.combine(bound, [(0, today, step.judgement, step.values)], before=used)
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


def _stage(bound: rules.BoundProgramme, values: Sequence[int | None]) -> str:
    """The name of the rung that a row stands on; the vocabulary's word for one off the ladder."""
    node = bound.compiled.node_of("ladder")
    ladder = bound.compiled.spec.ladder
    if node is None or ladder is None:
        return ""
    at = bound.compiled.index_of(node.value.path)
    code = values[at] if at is not None else None
    if code is None:
        return ""
    text = bound.book.text_of(code)
    says = {step.code: step.says for step in ladder.steps}
    return says.get(text) or node.value.described.codes.get(text, text)


def _due(bound: rules.BoundProgramme, event_on: date | None) -> date | None:
    """The last day of the claim window."""
    rule = bound.compiled.spec.rule
    if rule is None or rule.window_days is None or event_on is None:
        return None
    return event_on + timedelta(days=rule.window_days)
