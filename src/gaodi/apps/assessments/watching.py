"""What the registry says that does not sit well with an outcome: leads for a person to look at, never findings."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from gaodi.apps.assessments.choices import RuleKind, Verdict
from gaodi.apps.assessments.models import Outcome
from gaodi.apps.assessments.overview import Wanted, find_outcomes
from gaodi.apps.registry.choices import CompanyStatus, Source
from gaodi.apps.registry.coverage import last_reports
from gaodi.apps.registry.models import CompanyRecord, ListingEvent
from gaodi.apps.registry.selectors import in_period
from gaodi.engines.rules.dictionary import Visibility
from gaodi.kernel.people import Viewer


class Lead(enum.StrEnum):
    """What does not sit well."""

    GONE = "gone"  # the register says deregistered or revoked
    DECLARED = "declared"  # the event is only the company's own word
    STALE = "stale"  # the credit report is older than the days asked


@dataclass(frozen=True, slots=True)
class Found:
    """A lead about one outcome: the row or day that it rests on and since when."""

    lead: Lead
    outcome: Outcome
    since: date


def list_leads(viewer: Viewer, *, on: date, stale_after: int) -> list[Found]:
    """Entitlements that a person should look at before money flows, by kind of lead.

    Only for those who may see facts of risk; for others there are none.
    Args: stale_after: days after which a credit report counts as old here; no rule of the city sets one.
    """
    if not viewer.may_see(Visibility.RISK):
        return []
    entitled = find_outcomes(viewer, RuleKind.PROGRAMME, Wanted(verdict=Verdict.YES), on=on)
    return [*_gone(entitled, on), *_declared(entitled, on), *_stale(viewer, entitled, on, stale_after)]


def _gone(entitled: QuerySet[Outcome], on: date) -> list[Found]:
    current = CompanyRecord.objects.filter(in_period(on), party_id=OuterRef("subject_id"))
    gone = (CompanyStatus.DEREGISTERED, CompanyStatus.REVOKED)
    rows = entitled.annotate(
        status=Subquery(current.values("status")[:1]), since=Subquery(current.values("source_on")[:1])
    )
    return [Found(Lead.GONE, row, row.since) for row in rows.filter(status__in=gone).order_by("pk")]


def _declared(entitled: QuerySet[Outcome], on: date) -> list[Found]:
    events = ListingEvent.objects.filter(in_period(on), source=Source.ENTERPRISE)
    own = {str(public_id): day for public_id, day in events.values_list("public_id", "source_on")}
    rows = entitled.filter(grain_id__in=own).order_by("pk")
    return [Found(Lead.DECLARED, row, own[row.grain_id]) for row in rows]


def _stale(viewer: Viewer, entitled: QuerySet[Outcome], on: date, after: int) -> list[Found]:
    rows = list(entitled.order_by("pk"))
    reports = last_reports(viewer, [row.subject_id for row in rows], on=on)
    return [
        Found(Lead.STALE, row, reports[row.subject_id])
        for row in rows
        if row.subject_id in reports and (on - reports[row.subject_id]).days > after
    ]
