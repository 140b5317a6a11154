"""Facts as of a day and a moment of knowledge."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from gaodi.apps.registry.models import PartyName, Statement
from gaodi.kernel.facts import facts
from tests.apps.registry.facts.making import (
    BEFORE,
    NOW,
    ON,
    cover,
    dated,
    make_patent,
    make_statement,
    read_one,
)
from tests.factories.registry import make_company

TOLD = datetime(2025, 6, 20, tzinfo=UTC)


@pytest.fixture
def company():
    return make_company(founded_on=date(2010, 1, 1), credit_code="91370302MA0A0001X1")


@pytest.fixture
def corrected(company):
    """Revenue of 2024 was 100 yuan; on 20 June 2025 it turned out to be 200."""
    first = make_statement(company, revenue_yuan=Decimal(100))
    Statement.objects.filter(pk=first.pk).update(known_to=TOLD)
    make_statement(company, revenue_yuan=Decimal(200), known_from=TOLD)
    return company


def test_yesterdays_answer_stays_after_a_correction(corrected):
    assert read_one(corrected, "revenue", known_at=BEFORE) == 10_000
    assert read_one(corrected, "revenue", known_at=NOW) == 20_000


def test_a_report_counts_from_the_day_after_its_period(company):
    make_statement(company, 2024, revenue_yuan=Decimal(100))

    assert facts.read("statement", ["year"], date(2024, 12, 31), NOW, [company.pk]) == []
    assert facts.read("statement", ["year"], date(2025, 1, 1), NOW, [company.pk]) == [(2024,)]


def test_a_name_is_that_of_the_day(company):
    row = {"party": company, "kind": "registered", "pinyin": "x", "initials": "x", "keys": "x"}
    PartyName.objects.create(name="旧名", **row, **dated(date(2010, 1, 1), valid_to=date(2024, 1, 1)))
    PartyName.objects.create(name="新名", **row, **dated(date(2024, 1, 1)))

    assert read_one(company, "name", on=date(2023, 12, 31)) == "旧名"
    assert read_one(company, "name", "name_source") == ("新名", "business_register")


def test_without_a_dated_name_the_partys_own_stands(company):
    assert read_one(company, "name") == company.name


def test_a_lapsed_patent_no_longer_counts(company):
    cover("patent")
    make_patent(company, "ZL1")
    make_patent(company, "ZL2", valid_to=date(2024, 1, 1))

    assert read_one(company, "patents") == 1
    assert read_one(company, "patents", on=date(2023, 12, 31)) == 2


def test_growth_and_sums_take_the_years_that_follow_each_other(company):
    for year, yuan in [(2022, 100), (2023, 200), (2024, 250)]:
        make_statement(company, year, revenue_yuan=Decimal(yuan))

    facts_of = read_one(company, "revenue_before", "revenue_3y", "revenue_growth", "revenue_growth_2y", on=ON)
    assert facts_of == (20_000, 55_000, 250_000, 1_500_000)


def test_a_missing_year_leaves_the_sum_unknown(company):
    for year in (2021, 2022, 2024):
        make_statement(company, year, revenue_yuan=Decimal(100))

    assert read_one(company, "revenue", "revenue_before", "revenue_3y") == (10_000, None, None)
