"""Reads of outcomes and sweeps, narrowed to who asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

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


def count_entitled_by_unit(kind: RuleKind, *, on: date) -> Mapping[str, int]:
    """Firms with at least one entitlement now, by reporting unit; figures only, so no viewer narrows them.

    Small cells are not suppressed here: whoever shows them does that.
    """
    entitled = Outcome.objects.filter(
        kind=kind, to_day__isnull=True, verdict=Verdict.YES, subject_kind="company"
    )
    rows = CompanyRecord.objects.filter(in_period(on), party_id__in=entitled.values("subject_id"))
    counted = rows.values("reporting_unit").annotate(firms=Count("party_id", distinct=True))
    return {row["reporting_unit"]: row["firms"] for row in counted}
