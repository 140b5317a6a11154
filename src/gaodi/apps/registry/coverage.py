"""How far the registry can be relied on: lists that companies stand on, and how old the last credit report is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, CharField, Count, Max, OuterRef, QuerySet, Subquery, Value, When

from gaodi.apps.registry.choices import BarKind, CompanyStatus
from gaodi.apps.registry.directory import companies_for, reporting_unit_of
from gaodi.apps.registry.models import Bar, CompanyRecord, Coverage, Party
from gaodi.apps.registry.selectors import in_period
from gaodi.engines.rules.dictionary import Visibility
from gaodi.kernel.people import Viewer

#: Where ages are cut, in days. No rule of the city says when a report is too old, so these are only shown, never judged.
AGES = (30, 60)


@dataclass(frozen=True, slots=True)
class CreditCoverage:
    """Companies in one unit by the age of their last credit report; `never` has no report at all."""

    unit: str
    fresh: int
    older: int
    oldest: int
    never: int

    @property
    def total(self) -> int:
        return self.fresh + self.older + self.oldest + self.never


def list_barred(viewer: Viewer, *, on: date) -> QuerySet[Bar]:
    """Companies on the list of the seriously dishonest that day, newest first, the company with each.

    Only for those who may see facts of risk; for others there are no rows.
    """
    rows = Bar.objects.filter(in_period(on), kind=BarKind.DISHONEST)
    if not viewer.may_see(Visibility.RISK):
        return rows.none()
    rows = rows.filter(party__in=companies_for(viewer, on=on).values("pk")).select_related("party")
    return rows.annotate(unit=reporting_unit_of("party_id", on=on)).order_by("-valid_from", "pk")


def count_credit_coverage(viewer: Viewer, *, on: date) -> list[CreditCoverage]:
    """For every unit that the viewer may know of: active companies by the age of their last credit report."""
    rows = _active(viewer, on=on).annotate(age=_age(on)).order_by()
    counted: dict[str, dict[str, int]] = {}
    for unit, age, firms in (
        rows.values("reporting_unit", "age")
        .annotate(firms=Count("pk"))
        .values_list("reporting_unit", "age", "firms")
    ):
        counted.setdefault(unit, {})[age] = firms
    names = ("fresh", "older", "oldest", "never")
    return [CreditCoverage(unit, *(ages.get(name, 0) for name in names)) for unit, ages in counted.items()]


def last_reports(viewer: Viewer, party_ids: Sequence[int], *, on: date) -> dict[int, date]:
    """The day of the last credit report of each company that has one."""
    rows = _reports(on).filter(party__in=companies_for(viewer, on=on).filter(pk__in=party_ids).values("pk"))
    return dict(rows.values("party_id").annotate(last=Max("source_on")).values_list("party_id", "last"))


def _active(viewer: Viewer, *, on: date) -> QuerySet[Party]:
    current = CompanyRecord.objects.filter(in_period(on), party_id=OuterRef("pk"))
    rows = companies_for(viewer, on=on).annotate(status=Subquery(current.values("status")[:1]))
    return rows.filter(status=CompanyStatus.ACTIVE)


def _reports(on: date) -> QuerySet[Coverage]:
    return Coverage.objects.filter(in_period(on), subject=BarKind.DISHONEST)


def _age(on: date) -> Case:
    young, old = (on - timedelta(days=days) for days in AGES)
    return Case(
        When(pk__in=_reports(on).filter(source_on__gte=young).values("party_id"), then=Value("fresh")),
        When(pk__in=_reports(on).filter(source_on__gte=old).values("party_id"), then=Value("older")),
        When(pk__in=_reports(on).values("party_id"), then=Value("oldest")),
        default=Value("never"),
        output_field=CharField(),
    )
