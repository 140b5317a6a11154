"""Parties and dated rows for tests; traits name the situation."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from gaodi.apps.registry.models import Bar, CompanyRecord, Coverage, ListingEvent, Party, SupportReceived
from gaodi.apps.registry.pinyin import pinyin_keys
from gaodi.apps.registry.services.names import make_name

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
_numbers = itertools.count(1)


def make_company(
    name: str = "",
    *,
    unit: str = "zichuan",
    credit_checked: bool = True,
    dishonest: bool = False,
    credit_code: str | None = None,
    **record: Any,
) -> Party:
    """A company in a unit; its credit report was queried and it stands on no list, unless said otherwise."""
    name = name or f"青砚{next(_numbers)}材料有限公司"
    keys = pinyin_keys(name)
    party = Party.objects.create(
        kind="company",
        name=name,
        credit_code=credit_code,
        pinyin=keys.full,
        initials=keys.initials,
        is_invented=True,
        created_at=LONG_AGO,
    )
    make_name(party, "registered", name, **_dated(date(2008, 5, 6), "business_register")).save()
    CompanyRecord.objects.create(
        party=party,
        **{
            "division_unit": unit,
            "reporting_unit": unit,
            "fiscal_unit": unit,
            "industry": "C",
            "status": "active",
            "registered_capital_yuan": Decimal("50000000"),
            "founded_on": date(2008, 5, 6),
            **_dated(date(2008, 5, 6), "business_register"),
            **record,
        },
    )
    if credit_checked:
        Coverage.objects.create(party=party, subject="dishonest", **_dated(date(2020, 1, 1), "credit_report"))
    if dishonest:
        Bar.objects.create(party=party, kind="dishonest", **_dated(date(2020, 1, 1), "credit_report"))
    return party


def make_listing_event(
    party: Party,
    *,
    kind: str = "accepted",
    board: str = "star",
    way: str = "ipo",
    on: date = date(2025, 6, 12),
    **row: Any,
) -> ListingEvent:
    """A step towards an exchange on a day."""
    return ListingEvent.objects.create(
        party=party, kind=kind, board=board, way=way, **{**_dated(on, "exchange_notice"), **row}
    )


def make_support(party: Party, event: ListingEvent | None, amount: str, *, on: date) -> SupportReceived:
    """A payment for the listing award."""
    return SupportReceived.objects.create(
        party=party,
        matter="listing",
        event_public_id=event.public_id if event else None,
        amount_yuan=Decimal(amount),
        **_dated(on, "finance_bureau"),
    )


def _dated(day: date, source: str) -> dict[str, Any]:
    return {"valid_from": day, "known_from": LONG_AGO, "source": source, "source_on": day}
