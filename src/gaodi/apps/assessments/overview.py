"""Outcomes looked at together: counted, filtered, added up, narrowed to who asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, F, IntegerField, OuterRef, QuerySet, Subquery, Sum, Value, When

from gaodi.apps.assessments.choices import RuleKind, SweepState, Verdict
from gaodi.apps.assessments.models import Outcome, Sweep
from gaodi.apps.assessments.selectors import outcomes_for
from gaodi.apps.registry.directory import reporting_unit_of
from gaodi.apps.registry.models import Party
from gaodi.kernel.people import Viewer


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of outcomes is narrowed to; an empty text narrows nothing.

    `missing` is the path of a fact, `month` the first day of the event's month, `closing` a number of days within
    which the claim window ends.
    """

    verdict: str = ""
    code: str = ""
    unit: str = ""
    missing: str = ""
    month: date | None = None
    closing: int | None = None
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """What one unit or stage has: firms with at least one entitlement, entitlements, and what is payable in yuan."""

    firms: int
    rows: int
    payable_yuan: Decimal


@dataclass(frozen=True, slots=True)
class MissingFact:
    """A fact that is lacking: in how many outcomes, in how many of them it is the only one, for how many firms."""

    path: str
    rows: int
    alone: int
    firms: int


@dataclass(frozen=True, slots=True)
class NewestSweep:
    """The newest finished sweep: the day it judged by, what it knew, when it ended, what it did."""

    on: date
    known_at: datetime
    finished_at: datetime
    judged: int
    written: int
    seconds: Decimal


def find_outcomes(viewer: Viewer, kind: RuleKind, wanted: Wanted, *, on: date) -> QuerySet[Outcome]:
    """Current outcomes that the viewer may know of and that are wanted, annotated with `unit`; in no order."""
    rows = in_range(outcomes_for(viewer, on=on), viewer, on).filter(kind=kind)
    exact = {"verdict": wanted.verdict, "code": wanted.code, "unit": wanted.unit}
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if wanted.missing:
        rows = rows.filter(missing__contains=[wanted.missing])
    if wanted.month:
        rows = rows.filter(event_on__gte=wanted.month, event_on__lt=_next_month(wanted.month))
    if wanted.closing is not None:
        last = on + timedelta(days=wanted.closing)
        rows = rows.filter(verdict=Verdict.YES, due_on__gte=on, due_on__lte=last)
    return rows.filter(is_assumed=True) if wanted.assumed else rows


def in_range(rows: QuerySet[Outcome], viewer: Viewer, on: date) -> QuerySet[Outcome]:
    """The rows with their `unit`; for a district's people those of companies that count for it on that day."""
    rows = rows.annotate(unit=reporting_unit_of("subject_id", on=on))
    return rows if viewer.reporting_unit is None else rows.filter(unit=viewer.reporting_unit)


#: How a list may be ordered; a leading minus turns it round. Rows without the value come last either way.
ORDERS = {"due": "due_on", "amount": "payable_yuan", "event": "event_on", "unit": "unit", "firm": "reading"}


def order_outcomes(rows: QuerySet[Outcome], order: str, *, on: date) -> QuerySet[Outcome]:
    """The rows by a name of ORDERS; by `due`, windows that are over stand behind those that still run."""
    name = ORDERS[order.lstrip("-")]
    if name == "reading":
        named = Party.objects.filter(pk=OuterRef("subject_id")).values("pinyin")[:1]
        rows = rows.annotate(reading=Subquery(named))
    by = F(name).desc(nulls_last=True) if order.startswith("-") else F(name).asc(nulls_last=True)
    if name == "due_on":
        over = Case(When(due_on__lt=on, then=Value(1)), default=Value(0), output_field=IntegerField())
        settled = Case(
            When(verdict=Verdict.RECEIVED, then=Value(1)), default=Value(0), output_field=IntegerField()
        )
        return rows.annotate(over=over, settled=settled).order_by("settled", "over", by, "pk")
    return rows.order_by(by, "pk")


def count_by_verdict(rows: QuerySet[Outcome]) -> Mapping[str, int]:
    """How many of the rows have each verdict."""
    counted = rows.order_by().values("verdict").annotate(number=Count("pk"))
    return {row["verdict"]: row["number"] for row in counted}


def shares_by_verdict(rows: QuerySet[Outcome]) -> Mapping[str, Share]:
    """Firms, rows and payable yuan of each verdict among the rows."""
    sums = (
        rows.order_by()
        .values("verdict")
        .annotate(firms=Count("subject_id", distinct=True), number=Count("pk"), payable=Sum("payable_yuan"))
    )
    return {row["verdict"]: Share(row["firms"], row["number"], row["payable"] or Decimal(0)) for row in sums}


def count_by_unit(rows: QuerySet[Outcome]) -> Mapping[tuple[str, str], int]:
    """How many of the rows (annotated with `unit`) have each verdict in each reporting unit, by (unit, verdict)."""
    counted = rows.order_by().values("unit", "verdict").annotate(number=Count("pk"))  # type: ignore[misc]
    return {(row["unit"], row["verdict"]): row["number"] for row in counted}


def count_by_programme(rows: QuerySet[Outcome]) -> Mapping[tuple[str, str], int]:
    """How many of the rows have each verdict under each programme, by (code, verdict)."""
    counted = rows.order_by().values("code", "verdict").annotate(number=Count("pk"))
    return {(row["code"], row["verdict"]): row["number"] for row in counted}


def share_of(rows: QuerySet[Outcome]) -> Share:
    """Firms, rows and payable yuan of the entitlements among the rows."""
    sums = rows.filter(verdict=Verdict.YES).aggregate(
        firms=Count("subject_id", distinct=True), rows=Count("pk"), payable=Sum("payable_yuan")
    )
    return Share(sums["firms"], sums["rows"], sums["payable"] or Decimal(0))


def shares_by(rows: QuerySet[Outcome], name: str) -> Mapping[Any, Share]:
    """The same for each value of a column or annotation, such as `unit`, `stage` or `subject_id`."""
    return {key: share for (key,), share in _shares(rows, (name,)).items()}


def shares_by_programme(rows: QuerySet[Outcome], name: str) -> Mapping[tuple[str, Any], Share]:
    """The same under each programme, by (code, value)."""
    return {(code, value): share for (code, value), share in _shares(rows, ("code", name)).items()}


def _shares(rows: QuerySet[Outcome], names: tuple[str, ...]) -> dict[tuple[Any, ...], Share]:
    entitled = rows.filter(verdict=Verdict.YES).order_by().values(*names)
    sums = entitled.annotate(
        firms=Count("subject_id", distinct=True), number=Count("pk"), payable=Sum("payable_yuan")
    )
    return {
        tuple(row[name] for name in names): Share(row["firms"], row["number"], row["payable"] or Decimal(0))
        for row in sums
    }


def count_missing(rows: QuerySet[Outcome]) -> list[MissingFact]:
    """The facts that unknown outcomes lack, the one that alone would settle most of them first."""
    lacking = rows.filter(verdict=Verdict.UNKNOWN).order_by().values_list("missing", "subject_id")
    total: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    firms: dict[str, set[int]] = {}
    for paths, subject_id in lacking.iterator():
        total.update(paths)
        alone.update(paths if len(paths) == 1 else ())
        for path in paths:
            firms.setdefault(path, set()).add(subject_id)
    found = [MissingFact(path, total[path], alone[path], len(firms[path])) for path in total]
    return sorted(found, key=lambda one: (-one.alone, -one.rows, one.path))


def get_newest_sweep(kind: RuleKind) -> NewestSweep | None:
    """The newest sweep that ended; None before the first."""
    row = Sweep.objects.filter(kind=kind, state=SweepState.DONE).order_by("-pk").first()
    if row is None or row.finished_at is None:
        return None
    took = Decimal((row.finished_at - row.started_at).total_seconds()).quantize(Decimal("0.1"))
    return NewestSweep(row.on_day, row.known_at, row.finished_at, row.judged, row.written, took)


def _next_month(first: date) -> date:
    return (first.replace(day=1) + timedelta(days=32)).replace(day=1)
