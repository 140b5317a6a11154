"""Companies on their way to an exchange, counted; and the events of each month."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import TruncMonth

from gaodi.apps.registry.directory import companies_for, reporting_unit_of
from gaodi.apps.registry.models import ListingEvent, Party
from gaodi.apps.registry.selectors import in_period
from gaodi.kernel.people import Viewer

#: Steps after which a company is on its way, until it is listed or gives up.
UNDERWAY = ("tutoring_filed", "tutoring_accepted", "accepted", "reviewed", "registered")


def near_listing(*, on: date) -> QuerySet[Party]:
    """Companies whose newest step is one on the way, annotated with `stage` and `unit`; every unit."""
    newest = ListingEvent.objects.filter(in_period(on), party_id=OuterRef("pk")).order_by(
        "-valid_from", "-pk"
    )
    rows = Party.objects.annotate(stage=Subquery(newest.values("kind")[:1]))
    return rows.filter(stage__in=UNDERWAY).annotate(unit=reporting_unit_of("pk", on=on))


def count_near_listing(*, on: date, by: str) -> Mapping[str, int]:
    """Companies on their way by `stage` or `unit`: figures only, so no viewer narrows them; whoever shows them
    suppresses small cells."""
    rows = near_listing(on=on).order_by().values(by).annotate(firms=Count("pk"))
    return {row[by]: row["firms"] for row in rows}


def count_events_by_month(
    viewer: Viewer, *, since: date, on: date, kinds: tuple[str, ...]
) -> Mapping[date, int]:
    """Events of these kinds in each month from `since` to `on`, by its first day; months without any are absent."""
    rows = ListingEvent.objects.filter(
        party__in=companies_for(viewer, on=on).values("pk"),
        kind__in=kinds,
        known_to__isnull=True,
        valid_from__gte=since,
        valid_from__lte=on,
    )
    counted = (
        rows.annotate(month=TruncMonth("valid_from")).order_by().values("month").annotate(events=Count("pk"))
    )
    return {row["month"]: row["events"] for row in counted}
