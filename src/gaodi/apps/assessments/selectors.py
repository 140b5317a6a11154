"""Reads of outcomes and sweeps, narrowed to who asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from gaodi.apps.assessments.choices import RuleKind, SweepState, Verdict
from gaodi.apps.assessments.models import Outcome, Sweep
from gaodi.apps.registry.models import CompanyRecord
from gaodi.apps.registry.selectors import companies_of_unit, in_period
from gaodi.kernel.people import Viewer


@dataclass(frozen=True, slots=True)
class Freshness:
    """How far the stored outcomes are behind: the day that they were judged by, and whether that is the day asked.

    `has_failed` tells that the newest attempt did not come to an end.
    """

    judged_on: date | None
    is_fresh: bool
    has_failed: bool = False


def outcomes_for(viewer: Viewer, *, on: date) -> QuerySet[Outcome]:
    """Current outcomes that the viewer may know of by row: an office sees all (a district its own), a party its own."""
    rows = Outcome.objects.filter(to_day__isnull=True)
    if "office" in viewer.sections:
        if viewer.reporting_unit is None:
            return rows
        own = companies_of_unit(viewer.reporting_unit, on=on)
        return rows.filter(subject_kind="company", subject_id__in=own.values("party_id"))
    if viewer.party_id is None:
        return rows.none()
    return rows.filter(subject_kind="company", subject_id=viewer.party_id)


def get_freshness(kind: RuleKind, *, on: date) -> Freshness:
    """Whether the newest finished sweep is of the day asked."""
    newest = Sweep.objects.filter(kind=kind).order_by("-pk").first()
    has_failed = newest is not None and newest.state == SweepState.FAILED
    done = newest
    if has_failed:
        done = Sweep.objects.filter(kind=kind, state=SweepState.DONE).order_by("-pk").first()
    if done is None:
        return Freshness(None, False, has_failed)
    return Freshness(done.on_day, done.on_day == on, has_failed)


@dataclass(frozen=True, slots=True)
class CityFigures:
    """Of everyone together, now: firms by what they have, matters that are entitled, and what these come to in yuan.

    `assumed` counts the entitled matters that rest on an assumed parameter, `soon_firms` firms whose window closes.
    """

    entitled_firms: int
    entitled: int
    assumed: int
    payable_yuan: Decimal | None
    near_firms: int
    soon_firms: int


def count_city(kind: RuleKind, *, on: date, soon_days: int) -> CityFigures:
    """The figures of the whole city; they name nobody, so no viewer narrows them. Whoever shows them hides small ones."""
    yes, near = Q(verdict=Verdict.YES), Q(verdict=Verdict.NEAR)
    soon = yes & Q(due_on__gte=on, due_on__lte=on + timedelta(days=soon_days))
    return CityFigures(
        **_of_everyone(kind).aggregate(
            entitled_firms=Count("subject_id", filter=yes, distinct=True),
            entitled=Count("pk", filter=yes),
            assumed=Count("pk", filter=yes & Q(is_assumed=True)),
            payable_yuan=Sum("payable_yuan", filter=yes),
            near_firms=Count("subject_id", filter=near, distinct=True),
            soon_firms=Count("subject_id", filter=soon, distinct=True),
        )
    )


def count_entitled_of(kind: RuleKind, code: str) -> tuple[int, int]:
    """(firms, matters) now entitled under one rule set; figures only, so no viewer narrows them."""
    rows = _of_everyone(kind).filter(code=code, verdict=Verdict.YES)
    found = rows.aggregate(firms=Count("subject_id", distinct=True), matters=Count("pk"))
    return found["firms"], found["matters"]


def count_entitled_by_unit(kind: RuleKind, *, on: date) -> Mapping[str, int]:
    """Firms with at least one entitlement now, by reporting unit; see `count_firms_by_unit`."""
    return count_firms_by_unit(kind, Verdict.YES, on=on)


def count_firms_by_unit(kind: RuleKind, verdict: Verdict, *, on: date) -> Mapping[str, int]:
    """Firms with such an outcome now, by reporting unit; figures only, so no viewer narrows them.

    Small cells are not suppressed here: whoever shows them does that.
    """
    firms = _of_everyone(kind).filter(verdict=verdict).values("subject_id")
    rows = CompanyRecord.objects.filter(in_period(on), party_id__in=firms)
    counted = rows.values("reporting_unit").annotate(firms=Count("party_id", distinct=True))
    return {row["reporting_unit"]: row["firms"] for row in counted}


def _of_everyone(kind: RuleKind) -> QuerySet[Outcome]:
    return Outcome.objects.filter(kind=kind, to_day__isnull=True, subject_kind="company")
