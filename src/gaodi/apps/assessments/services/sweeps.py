"""Sweeps: everyone judged by every rule set of a kind, and only the outcomes that differ written."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Func

from gaodi.apps.assessments.assumed import rests_on_assumed
from gaodi.apps.assessments.choices import RuleKind, SweepState, Verdict
from gaodi.apps.assessments.compiled import compiled, current_rule_sets
from gaodi.apps.assessments.dictionary import current_dictionary
from gaodi.apps.assessments.findings import Finding, find_all
from gaodi.apps.assessments.models import Outcome, RuleSet, Sweep
from gaodi.apps.assessments.rows import Row, read_rows
from gaodi.apps.registry.support import read_support
from gaodi.engines import rules
from gaodi.kernel.audit import acting
from gaodi.kernel.errors import Refusal
from gaodi.kernel.events import emit
from gaodi.kernel.people import Actor
from gaodi.values.money import yuan_from_fen
from gaodi.values.periods import day_number

_LOCK = 0x6A0E1  # of pg_advisory_xact_lock: one sweep at a time
_BATCH = 2000
_KEY = ("code", "subject_kind", "subject_id", "grain_id", "step")
_SAME = (
    "rule_number", "verdict", "conditions", "failing", "missing", "amount_yuan", "payable_yuan", "is_assumed",
    "due_on", "event_on", "stage",
)  # fmt: skip


class DayAlreadyPassed(Refusal):
    """Outcomes go forward in days: a day before the newest one judged is not stored any more."""

    code = "day_already_passed"

    def __init__(self, on: date, newest: date) -> None:
        super().__init__(f"{newest} 的判定已经完成，不再按更早的 {on} 写入结论；请加 --dry-run 只作测算。")


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with the rule set that it comes from."""

    rule_set: RuleSet
    bound: rules.BoundProgramme
    finding: Finding


def run_sweep(kind: RuleKind, *, on: date, known_at: datetime, actor: Actor, at: datetime) -> Sweep:
    """The finished sweep; outcomes, audit line and event are written together or not at all.

    Raises: DayAlreadyPassed: a later day was swept meanwhile.
    """
    with acting(actor=actor, at=at, action="run_sweep", detail={"kind": kind.value, "on": on.isoformat()}):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        newest = Sweep.objects.filter(kind=kind, state=SweepState.DONE).order_by("-pk").first()
        if newest is not None and newest.on_day > on:
            raise DayAlreadyPassed(on, newest.on_day)
        found = list(judge_everyone(kind, on=on, known_at=known_at))
        wanted = [_outcome(kind, one, on=on, at=at) for one in found if one.finding.verdict is not None]
        sweep = Sweep.objects.create(
            kind=kind,
            on_day=on,
            known_at=known_at,
            started_at=at,
            finished_at=Func(function="clock_timestamp"),
            state=SweepState.DONE,
            judged=len(found),
            written=_write(kind, wanted, on=on),
        )
        emit("sweep_finished", actor=actor, on=on, at=at, subject_kind="sweep", subject_id=sweep.pk)
    sweep.refresh_from_db()
    return sweep


def record_failure(kind: RuleKind, *, on: date, known_at: datetime, at: datetime, problem: str) -> Sweep:
    """A row that says that a sweep of this day failed, so that pages need not promise it for ever."""
    return Sweep.objects.create(
        kind=kind,
        on_day=on,
        known_at=known_at,
        started_at=at,
        state=SweepState.FAILED,
        problem=problem[:2000],
    )


def count_verdicts(kind: RuleKind, *, on: date, known_at: datetime) -> dict[str, int]:
    """How many findings of each verdict a sweep would come to; "no" counts the rows that are not kept."""
    verdicts = Counter(
        one.finding.verdict.value if one.finding.verdict else "no"
        for one in judge_everyone(kind, on=on, known_at=known_at)
    )
    return dict(sorted(verdicts.items()))


def judge_everyone(kind: RuleKind, *, on: date, known_at: datetime) -> Iterator[Found]:
    """Findings of every subject under every rule set in force."""
    dictionary = current_dictionary()
    for rule_set in current_rule_sets(kind):
        programme = compiled(rule_set)
        book = rules.CodeBook()
        rows = read_rows(programme, dictionary, book, on=on, known_at=known_at)
        group = programme.spec.combine.exclusive_group
        supports = read_support(group, on=on, known_at=known_at) if group else {}
        bound = rules.bind(programme, book)
        for subject, own in _by_subject(rows).items():
            for finding in find_all(bound, own, supports.get(subject, ()), on=on):
                yield Found(rule_set, bound, finding)


def _by_subject(rows: list[Row]) -> dict[int, list[Row]]:
    grouped: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row.subject_id].append(row)
    return grouped


def _outcome(kind: RuleKind, one: Found, *, on: date, at: datetime) -> Outcome:
    finding = one.finding
    assert finding.verdict is not None
    return Outcome(
        kind=kind,
        code=one.rule_set.code,
        rule_number=one.rule_set.number,
        subject_kind=one.bound.compiled.spec.paid_to,
        subject_id=finding.row.subject_id,
        grain_id=finding.row.public_id,
        step=finding.step,
        stage=finding.stage,
        event_on=finding.event_on,
        verdict=finding.verdict.value,
        conditions=finding.letters,
        failing=finding.failing,
        missing=list(finding.judgement.missing),
        amount_yuan=_yuan(finding.amount),
        payable_yuan=_yuan(finding.payable),
        is_assumed=finding.verdict in (Verdict.YES, Verdict.NEAR)
        and rests_on_assumed(one.bound, finding, day_number(on)),
        due_on=finding.due_on,
        from_day=on,
        judged_at=at,
    )


def _yuan(fen: int | None) -> Any:
    return None if fen is None else yuan_from_fen(fen)


def _write(kind: RuleKind, wanted: list[Outcome], *, on: date) -> int:
    """Close what no longer holds, insert what is new or differs, leave the rest alone; how many rows were touched."""
    current = {_key(row): row for row in Outcome.objects.filter(kind=kind, to_day__isnull=True)}
    fresh = {_key(row): row for row in wanted}
    closing = [row.pk for key, row in current.items() if key not in fresh or not _equal(row, fresh[key])]
    adding = [row for key, row in fresh.items() if key not in current or not _equal(current[key], row)]
    for start in range(0, len(closing), _BATCH):
        Outcome.objects.filter(pk__in=closing[start : start + _BATCH]).update(to_day=on)
    Outcome.objects.bulk_create(adding, batch_size=_BATCH)
    return len(closing) + len(adding)


def _key(row: Outcome) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in _KEY)


def _equal(old: Outcome, new: Outcome) -> bool:
    return all(getattr(old, name) == getattr(new, name) for name in _SAME)
