"""Which source counts, and when no row means none."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from gaodi.apps.registry.models import Bar
from tests.apps.registry.facts.making import cover, dated, make_patent, make_statement, read_one
from tests.factories.registry import make_company


@pytest.fixture
def company():
    return make_company(founded_on=date(2010, 1, 1), credit_code="91370302MA0A0001X1")


def test_the_better_standing_counts_before_the_newer_source(company):
    make_statement(company, revenue_yuan=Decimal(100), source="tax_record")
    newer = dated(date(2025, 1, 1), "enterprise", source_on=date(2025, 6, 1), standing="declared")
    make_statement(company, revenue_yuan=Decimal(900), **newer)

    assert read_one(company, "revenue", "revenue_source") == (10_000, "tax_record")


def test_of_equal_standing_the_newer_source_counts(company):
    make_statement(company, revenue_yuan=Decimal(100), source="tax_record")
    newer = dated(date(2025, 1, 1), "audit_report", source_on=date(2025, 4, 1))
    make_statement(company, revenue_yuan=Decimal(110), **newer)

    assert read_one(company, "revenue", "revenue_source") == (11_000, "audit_report")


def test_what_only_the_enterprise_declares_is_told_as_declared(company):
    make_statement(company, revenue_yuan=Decimal(900), source="enterprise", standing="declared")

    assert read_one(company, "revenue", "revenue_source_standing") == (90_000, "declared")


def test_no_row_is_unknown_where_the_source_is_not_complete(company):
    assert read_one(company, "patents", "is_high_tech", "penalties_3y") == (None, None, None)


def test_no_row_is_none_where_the_source_is_complete_for_everyone(company):
    for subject in ("patent", "title", "penalty"):
        cover(subject)

    assert read_one(company, "patents", "is_high_tech", "penalties_3y") == (0, 0, 0)


def test_a_company_without_a_code_is_not_of_everyone():
    nameless = make_company(credit_checked=False, founded_on=date(2010, 1, 1))
    for subject in ("patent", "abnormal"):
        cover(subject)
    cover("support", source="finance_bureau")

    assert read_one(nameless, "patents", "patents_source", "abnormal", "abnormal_source") == (None,) * 4
    assert read_one(nameless, "support_3y") == 0
    make_patent(nameless, kind="invention")
    assert read_one(nameless, "patents_class_one") is None
    cover("patent", nameless)
    assert read_one(nameless, "patents", "patents_class_one") == (1, 1)


def test_no_row_is_none_where_the_source_is_complete_for_the_company_alone(company):
    cover("patent", company)
    other = make_company(founded_on=date(2010, 1, 1))

    assert read_one(company, "patents") == 0
    assert read_one(other, "patents") is None


def test_a_count_says_which_source_was_complete(company):
    cover("patent", source="patent_record")

    assert read_one(company, "patents", "patents_source") == (0, "patent_record")


def test_a_seen_row_is_a_yes_even_where_the_source_is_not_complete(company):
    make_patent(company, kind="invention")

    assert read_one(company, "patents_class_one", "last_patent_on") == (
        None,
        (date(2023, 5, 1) - date(1970, 1, 1)).days,
    )


@pytest.mark.parametrize("kind", ["dishonest", "abnormal", "enforced", "tax_arrears"])
def test_a_list_is_unknown_until_it_was_looked_up(kind):
    company = make_company(credit_checked=False, credit_code="91370302MA0A0002X1")

    assert read_one(company, kind) is None

    cover(kind, company)
    assert read_one(company, kind) == 0

    Bar.objects.create(party=company, kind=kind, **dated(date(2024, 3, 1), "court_notice"))
    assert read_one(company, kind, f"{kind}_since") == (1, (date(2024, 3, 1) - date(1970, 1, 1)).days)


def test_a_list_may_be_complete_for_everyone():
    company = make_company(credit_checked=False, credit_code="91370302MA0A0002X1")
    cover("abnormal")

    assert read_one(company, "abnormal", "abnormal_source", "dishonest") == (0, "credit_report", None)
