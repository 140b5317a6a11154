"""Companies are found by any of their names, and only by those who may know of them."""

from __future__ import annotations

import pytest

from gaodi.apps.registry.directory import find_companies


def _found(city, search, who="maker"):
    return find_companies(city.viewer(who), on=city.on, search=search)


def test_company_is_found_by_each_of_its_names(city):
    firm = city.flagship()
    reading = firm.pinyin.split()

    asked = [firm.name[2:6], firm.credit_code, firm.initials, "".join(reading[2:4]), " ".join(reading[2:4])]

    assert all(firm in _found(city, word) for word in asked)


def test_company_is_found_by_its_stock_code(city):
    assert [party.name for party in _found(city, "688191")] == ["智洋创新"]


@pytest.mark.parametrize("search", ["%", "'", "无此企业", "688999"])
def test_odd_words_find_nothing(city, search):
    assert not _found(city, search)


def test_company_of_another_unit_is_not_found_by_a_district(city):
    from gaodi.apps.registry.models import Party

    other = Party.objects.filter(company_records__reporting_unit="gaoxin").exclude(
        company_records__reporting_unit="zichuan"
    )[0]

    answer = city.client("district").get(f"/office/companies/{other.public_id}/")

    assert answer.status_code == 404


def test_company_shows_its_facts_with_their_sources(city):
    page = city.client("maker").get(f"/office/companies/{city.flagship().public_id}/").content.decode()

    assert "市场主体登记" in page
    assert "公共信用报告" in page
    assert "受理" in page
