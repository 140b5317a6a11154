"""Dated rows of one company, and the reading of its facts."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from gaodi.apps.registry import models
from gaodi.apps.registry.models import Party
from gaodi.kernel.facts import facts

ON = date(2025, 6, 30)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
BEFORE, NOW = datetime(2025, 6, 1, tzinfo=UTC), datetime(2025, 7, 1, tzinfo=UTC)


def dated(day: date, source: str = "business_register", **changes: Any) -> dict[str, Any]:
    """Validity, knowledge and source of a row."""
    return {"valid_from": day, "known_from": LONG_AGO, "source": source, "source_on": day, **changes}


def make_party(kind: str, name: str) -> Party:
    return Party.objects.create(kind=kind, name=name, pinyin="x", initials="x", created_at=LONG_AGO)


def make_statement(
    party: Party, year: int = 2024, *, source: str = "tax_record", **row: Any
) -> models.Statement:
    """The consolidated statement of a year; amounts in yuan."""
    told = dated(date(year + 1, 1, 1), source)
    period = {"period_start": date(year, 1, 1), "period_end": date(year, 12, 31)}
    return models.Statement.objects.create(party=party, **{"period": "annual", **period, **told, **row})


def make_patent(party: Party, number: str = "ZL1", kind: str = "invention", **row: Any) -> models.Patent:
    told = dated(date(2023, 5, 1), "patent_record")
    return models.Patent.objects.create(party=party, number=number, kind=kind, **{**told, **row})


def make_title(party: Party, kind: str = "high_tech", **row: Any) -> models.Title:
    told = dated(date(2023, 5, 1), "title_notice", valid_to=date(2026, 5, 1))
    return models.Title.objects.create(party=party, kind=kind, **{**told, **row})


def cover(
    subject: str, party: Party | None = None, since: date = date(2000, 1, 1), **row: Any
) -> models.Coverage:
    """The source is complete from a day on, for the party or for everyone."""
    told = dated(since, "credit_report")
    return models.Coverage.objects.create(party=party, subject=subject, **{**told, **row})


def read_one(party: Party, *columns: str, on: date = ON, known_at: datetime = NOW, table: str = "") -> Any:
    """The values of the one row of a party; the value itself where one column is asked for."""
    [row] = facts.read(table or party.kind, columns, on, known_at, [party.pk])
    return row[0] if len(columns) == 1 else row


def make_one_of_each(company: Party) -> None:
    """A row of every dated table about the company and those around it."""
    person, bank = make_party("person", "李青砚"), make_party("institution", "青砚银行")
    fund, day = make_party("fund", "青砚一号基金"), date(2024, 5, 1)
    yuan = Decimal("1000000")
    make_statement(company, revenue_yuan=yuan, is_audited=True)
    make_patent(company)
    make_title(company)
    add = {name: getattr(models, name).objects.create for name in models.__all__ if name != "Dated"}
    add["Headcount"](party=company, period_end=date(2024, 12, 31), employees=30, **dated(day))
    add["Research"](party=company, period_end=date(2024, 12, 31), spending_yuan=yuan, **dated(day))
    add["TaxCredit"](party=company, year=2024, grade="A", **dated(day))
    add["Penalty"](party=company, number="罚1", kind="tax", amount_yuan=yuan, is_serious=False, **dated(day))
    add["Bar"](party=company, kind="abnormal", **dated(day))
    add["Holding"](
        company=company, holder=person, role="shareholder", capital_share=Decimal("0.333333"), **dated(day)
    )
    add["Officer"](company=company, person=person, position="chairman", **dated(day))
    add["PersonRecord"](party=person, birth_year=1980, degree="doctor", arrived_on=day, **dated(day))
    add["Loan"](
        borrower=company,
        lender=bank,
        contract_number="贷1",
        security="credit",
        principal_yuan=yuan,
        rate=Decimal("0.0365"),
        drawn_on=day,
        due_on=date(2026, 5, 1),
        balance_yuan=yuan,
        loan_class="pass",
        state="active",
        **dated(day),
    )
    add["Guarantee"](
        guarantor=company,
        debtor=make_party("company", "别家"),
        number="保1",
        kind="joint",
        amount_yuan=yuan,
        **dated(day),
    )
    add["InstitutionRecord"](party=bank, kind="bank", **dated(day))
    add["FundRecord"](party=fund, kind="venture", manager=bank, paid_in_yuan=yuan, **dated(day))
    add["Deal"](company=company, number="交1", kind="financing", round="a", amount_yuan=yuan, **dated(day))
    add["Investment"](investor=fund, company=company, number="投1", amount_yuan=yuan, **dated(day))
    add["ListingEvent"](party=company, kind="accepted", board="star", way="ipo", **dated(day))
    add["SupportReceived"](
        party=company, matter="listing", event_public_id=uuid.uuid4(), amount_yuan=yuan, **dated(day)
    )
