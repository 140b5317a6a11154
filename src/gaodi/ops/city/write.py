"""Writing a planned city in bulk; the caller has the transaction and the audit line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.db import models

from gaodi.apps.registry.choices import BarKind, PartyKind, Source
from gaodi.apps.registry.models import Bar, CompanyRecord, Coverage, ListingEvent, Party, SupportReceived
from gaodi.apps.registry.pinyin import pinyin_keys
from gaodi.ops.city.planned import CityPlan, PlannedEnterprise, PlannedInstitution

_BATCH = 2000
_MATTER = "listing"

Row = TypeVar("Row", bound=models.Model)

Pairs = Sequence[tuple[Party, PlannedEnterprise]]
"""Each stored party with its plan."""


def write_city(plan: CityPlan, *, at: datetime) -> dict[str, int]:
    """All rows, known from `at`; the number of rows by table."""
    stored = _create(Party, [_party(one, PartyKind.COMPANY, at) for one in plan.enterprises])
    institutions = _create(Party, [_party(one, PartyKind(one.kind), at) for one in plan.institutions])
    pairs = list(zip(stored, plan.enterprises, strict=True))
    known = {"known_from": at}
    return {
        "parties": len(stored) + len(institutions),
        "company_records": len(_create(CompanyRecord, list(_records(pairs, known)))),
        "listing_events": len(_create(ListingEvent, list(_events(pairs, known)))),
        "support_received": len(_create(SupportReceived, list(_supports(pairs, known)))),
        "bars": len(_create(Bar, list(_bars(pairs, known)))),
        "coverages": len(_create(Coverage, list(_coverages(pairs, known)))),
    }


def _create(model: type[Row], rows: list[Row]) -> list[Row]:
    return model._default_manager.bulk_create(rows, batch_size=_BATCH)


def _party(one: PlannedEnterprise | PlannedInstitution, kind: PartyKind, at: datetime) -> Party:
    keys = pinyin_keys(one.name)
    return Party(
        public_id=one.public_id,
        kind=kind,
        credit_code=one.credit_code,
        name=one.name,
        short_name=one.short_name,
        pinyin=keys.full,
        initials=keys.initials,
        is_invented=True,
        created_at=at,
    )


def _records(pairs: Pairs, known: dict[str, Any]) -> Iterator[CompanyRecord]:
    for party, one in pairs:
        for record in one.records:
            yield CompanyRecord(
                party=party,
                founded_on=one.founded_on,
                division_unit=record.division,
                reporting_unit=record.reporting,
                fiscal_unit=record.fiscal,
                industry=one.industry,
                registered_capital_yuan=one.capital_yuan,
                status=record.status,
                valid_from=record.valid_from,
                valid_to=record.valid_to,
                source=Source.BUSINESS_REGISTER,
                source_on=record.source_on,
                **known,
            )


def _events(pairs: Pairs, known: dict[str, Any]) -> Iterator[ListingEvent]:
    for party, one in pairs:
        for event in one.events:
            yield ListingEvent(
                party=party,
                public_id=event.public_id,
                kind=event.kind,
                board=event.board,
                way=event.way,
                valid_from=event.happened_on,
                source=event.source,
                source_on=event.source_on,
                standing=event.standing,
                **known,
            )


def _supports(pairs: Pairs, known: dict[str, Any]) -> Iterator[SupportReceived]:
    for party, one in pairs:
        for support in one.supports:
            yield SupportReceived(
                party=party,
                matter=_MATTER,
                event_public_id=support.event_public_id,
                amount_yuan=support.amount_yuan,
                valid_from=support.paid_on,
                source=Source.FINANCE_BUREAU,
                source_on=support.paid_on,
                **known,
            )


def _bars(pairs: Pairs, known: dict[str, Any]) -> Iterator[Bar]:
    for party, one in pairs:
        for bar in one.bars:
            yield Bar(
                party=party,
                kind=BarKind.DISHONEST,
                valid_from=bar.valid_from,
                valid_to=bar.valid_to,
                source=Source.CREDIT_REPORT,
                source_on=bar.valid_from,
                **known,
            )


def _coverages(pairs: Pairs, known: dict[str, Any]) -> Iterator[Coverage]:
    """A credit report that was asked for stays complete from its day on: the outlet tells of changes."""
    for party, one in pairs:
        if one.covered_from is not None:
            yield Coverage(
                party=party,
                subject=BarKind.DISHONEST,
                valid_from=one.covered_from,
                source=Source.CREDIT_REPORT,
                source_on=one.covered_from,
                **known,
            )
