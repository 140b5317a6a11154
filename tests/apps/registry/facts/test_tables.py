"""What the registry declares: sound, labelled, in range, enough."""

from __future__ import annotations

import pytest

from gaodi.apps.registry.facts.groups import GROUPS
from gaodi.engines.rules.dictionary import FactType
from gaodi.kernel.facts import facts
from tests.apps.registry.facts.making import NOW, ON, make_one_of_each, make_title, read_one
from tests.factories.registry import make_company

TABLES = [one.table.name for one in facts]
GRAINS = ("company", "person", "institution", "fund", "loan", "deal", "listing_event")


def told(table):
    return [column for column in table.columns if column.source is not None]


def test_every_table_yields_what_it_declares():
    company = make_company()

    make_one_of_each(company)

    assert facts.check(ON, NOW) == []
    assert [
        name
        for name in TABLES
        if not facts.read(name, ["source_on"] if name not in GRAINS[:4] else ["record_on"], ON, NOW)
    ] == []


def test_there_are_enough_facts():
    tables = {one.table.name: facts.whole(one.table.name).table for one in facts}

    assert len(told(tables["company"])) >= 140
    assert sum(len(told(tables[name])) for name in GRAINS) >= 240


@pytest.mark.parametrize("name", TABLES)
def test_every_fact_has_label_group_and_range(name):
    for column in told(facts.whole(name).table):
        assert column.label
        assert column.group in GROUPS
        if column.type is not FactType.TEXT:
            assert column.low is not None and column.high is not None and column.low < column.high


@pytest.mark.parametrize("name", GRAINS)
def test_rows_that_a_rule_may_be_about_have_a_public_id(name):
    assert facts.get(name).table.column("public_id") is not None


@pytest.mark.parametrize("name", TABLES)
def test_everyone_is_read_in_one_pass_and_not_company_by_company(name):
    by_key = "LATERAL (SELECT p.* FROM registry_party AS p WHERE p.id ="
    assert "LATERAL" not in facts.get(name).sql.replace(by_key, "")


def test_links_lead_from_a_loan_to_both_sides():
    links = {link.name: link.table for link in facts.get("loan").table.links}

    assert links == {"company": "company", "lender": "institution"}


def test_an_industry_is_told_to_its_division():
    company = make_company(industry_class="C2613")

    assert read_one(company, "industry", "industry_division", "industry_class") == ("C", "26", "2613")


def test_of_two_terms_of_a_title_the_longer_counts():
    company = make_company()
    make_title(company, number="旧", valid_to=ON.replace(year=2025, month=12))
    make_title(company, number="新", valid_from=ON, valid_to=ON.replace(year=2028))

    assert facts.read("title", ["number", "days_left"], ON, NOW, [company.pk]) == [("新", 1095)]


def test_derived_facts_stand_in_the_order_of_their_files():
    names = [column.name for column in facts.whole("company").table.columns]

    assert names.index("statement_year") < names.index("total_assets") < names.index("revenue")
    assert names.index("revenue") < names.index("revenue_before") < names.index("revenue_growth")
