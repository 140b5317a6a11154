"""What a new day did to the outcomes: which began, which changed their verdict, which ended and left nothing behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from gaodi.apps.assessments.choices import RuleKind, SweepState, Verdict
from gaodi.apps.assessments.models import Outcome, Sweep
from gaodi.apps.assessments.overview import in_range
from gaodi.apps.assessments.selectors import outcomes_for
from gaodi.kernel.people import Viewer

_SAME_ROW = {
    name: OuterRef(name) for name in ("kind", "code", "subject_kind", "subject_id", "grain_id", "step")
}


@dataclass(frozen=True, slots=True)
class Change:
    """An outcome that began on a day, with the verdict that the same row had before; empty where it is new."""

    outcome: Outcome
    before: str


@dataclass(frozen=True, slots=True)
class Ending:
    """Outcomes of one programme, stage and verdict that ended on a day while nothing took their place."""

    code: str
    stage: str
    verdict: str
    rows: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed on a day in a viewer's range.

    `began` and `ended` count rows that came into force and out of it; `changed` are the first of `changed_total`
    with another verdict than before, entitlements first.
    """

    began: int
    ended: int
    changed: tuple[Change, ...]
    changed_total: int
    endings: tuple[Ending, ...]


def read_changes(viewer: Viewer, kind: RuleKind, *, on: date, most: int) -> Changes:
    """The changes of a day; none for people who do not work in the office."""
    began = _began(viewer, kind, on)
    ended = _ended(viewer, kind, on)
    changed = _changed(began, on)
    first = Case(When(verdict=Verdict.YES, then=Value(0)), default=Value(1), output_field=IntegerField())
    shown = changed.order_by(first, "verdict", "pk")[:most]
    return Changes(
        began=began.count(),
        ended=ended.count(),
        changed=tuple(Change(row, row.before or "") for row in shown),  # type: ignore[attr-defined]
        changed_total=changed.count(),
        endings=_endings(ended, on),
    )


def get_day_before(kind: RuleKind, *, on: date) -> date | None:
    """The last day before this one by which everybody was judged; None where there is nothing to compare with."""
    done = Sweep.objects.filter(kind=kind, state=SweepState.DONE, on_day__lt=on)
    return done.order_by("-on_day").values_list("on_day", flat=True).first()


def _began(viewer: Viewer, kind: RuleKind, on: date) -> QuerySet[Outcome]:
    return in_range(outcomes_for(viewer, on=on), viewer, on).filter(kind=kind, from_day=on)


def _ended(viewer: Viewer, kind: RuleKind, on: date) -> QuerySet[Outcome]:
    rows = Outcome.objects.all() if "office" in viewer.sections else Outcome.objects.none()
    return in_range(rows, viewer, on).filter(kind=kind, to_day=on)


def _changed(began: QuerySet[Outcome], on: date) -> QuerySet[Outcome]:
    before = Outcome.objects.filter(to_day=on, **_SAME_ROW).order_by("-pk").values("verdict")[:1]
    rows = began.annotate(before=Subquery(before))
    return rows.filter(Q(before__isnull=True) | ~Q(before=F("verdict")))


def _endings(ended: QuerySet[Outcome], on: date) -> tuple[Ending, ...]:
    after = Outcome.objects.filter(from_day=on, **_SAME_ROW)
    left = ended.filter(~Exists(after)).order_by().values("code", "stage", "verdict")
    counted = left.annotate(number=Count("pk")).order_by("-number", "code", "stage", "verdict")
    return tuple(Ending(row["code"], row["stage"], row["verdict"], row["number"]) for row in counted)
