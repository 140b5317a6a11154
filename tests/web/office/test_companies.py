"""The office's list of enterprises: found, narrowed, sorted and turned by its address alone."""

from __future__ import annotations

import re

import pytest

from gaodi.apps.registry.directory import find_companies
from gaodi.apps.registry.services.lines import refresh_lines

LIST = "/office/companies/"


def _found(city, search, who="maker"):
    return find_companies(city.viewer(who), on=city.on, search=search)


def _page(city, query="", who="maker"):
    return city.client(who).get(LIST + query).content.decode()


def _names(page):
    return re.findall(r'gd-table__on-firm">\s*<a href="[^"]+">([^<]+)</a>', page)


def test_company_is_found_by_each_of_its_names(city):
    firm = city.flagship()
    reading = firm.pinyin.split()

    asked = [firm.name[2:6], firm.credit_code, firm.initials, "".join(reading[2:4]), " ".join(reading[2:4])]

    assert all(firm in _found(city, word) for word in asked)


def test_company_is_found_by_its_stock_code(city):
    assert [party.name for party in _found(city, "688191")] == ["智洋创新"]


@pytest.mark.parametrize("search", ["%", "'", "无此企业", "688999"])
def test_odd_words_find_nothing(city, search):
    page = _page(city, f"?q={search.replace('%', '%25')}")

    assert not _found(city, search)
    assert "没有找到这样的企业" in page
    assert "清除条件" in page


def test_a_whole_code_leads_to_its_firm(city):
    firm = city.flagship()

    for code in (firm.credit_code, firm.credit_code.lower()):
        answer = city.client("maker").get(LIST, {"q": code})
        assert answer["Location"] == f"{LIST}{firm.public_id}/"
    assert city.client("maker").get(LIST, {"q": firm.credit_code[:10]}).status_code == 200


def test_a_code_of_another_unit_leads_a_district_nowhere(city):
    other = _found(city, "", "maker").exclude(reporting_unit="zichuan").exclude(credit_code=None)[0]

    answer = city.client("district").get(LIST, {"q": other.credit_code})

    assert answer.status_code == 200
    assert other.name not in answer.content.decode()


def test_list_says_by_what_a_firm_was_found(city):
    firm = city.flagship()

    assert "首字母" in _page(city, f"?q={firm.initials}")
    assert "信用代码" in _page(city, f"?q={firm.credit_code[:12]}")


def test_search_field_is_answered_with_suggestions_alone(city):
    firm = city.flagship()

    answer = city.client("maker").get(
        LIST, {"q": firm.name[2:5]}, headers={"HX-Request": "true", "HX-Target": "suggested"}
    )
    page = answer.content.decode()

    assert f"{LIST}{firm.public_id}/" in page
    assert "<html" not in page
    assert "列出全部" in page


def test_list_is_narrowed_by_unit_section_and_range(city):
    page = _page(city, "?units=zichuan&industries=C&employees_from=1&founded_to=2020")

    assert "淄川区" in page
    assert "1 人起" in page
    assert "2020 年以内" in page
    assert "大类：全部" in page
    assert city.flagship().name in _page(city, "?units=zichuan")
    assert city.flagship().name not in _page(city, "?units=gaoqing,linzi")


def test_a_value_of_a_filter_can_be_taken_out_again(city):
    page = _page(city, "?units=zichuan,linzi")

    assert f"{LIST}?units=linzi" in page
    assert f"{LIST}?view=all" in page


def test_every_column_sorts_both_ways(city):
    for name in (
        "pinyin",
        "unit",
        "founded_on",
        "revenue",
        "rd_intensity",
        "listing_stage",
        "last_report_on",
    ):
        for sign, way in (("", "ascending"), ("-", "descending")):
            page = _page(city, f"?sort={sign}{name}&cols=unit,founded,revenue,intensity,stage,report")

            assert page.count("aria-sort=") == 1
            assert f'aria-sort="{way}"' in page
    assert _names(_page(city, "?sort=pinyin")) != _names(_page(city, "?sort=-pinyin"))


def test_columns_are_chosen_in_the_address(city):
    page = _page(city, "?cols=code,status")

    assert "统一社会信用代码" in page
    assert city.flagship().credit_code in _page(city, f"?cols=code&q={city.flagship().name}")
    assert 'gd-table__number">从业人员' not in page


def test_what_nobody_told_is_drawn(city):
    page = _page(city, "?view=lacking")

    assert "gd-chip--unknown" in page
    assert "还没有来源报来这项事实" in page


def test_pages_are_turned_by_number_and_never_past_the_end(city):
    first, last = _page(city), _page(city, "?page=999")

    assert "到第" in first
    assert "末页" in first
    assert "首页" in last
    assert not set(_names(first)) & set(_names(last))


def test_list_says_when_it_was_read_and_when_it_is_read_now(city):
    before = _page(city)
    refresh_lines(on=city.on, known_at=city.at)
    after = _page(city)

    assert "正从事实直接读取" in before
    assert "列表数字读取于" in after
    assert _names(before) == _names(after)
    assert re.search(r'aria-current="true">全部 \d+', after)


def test_list_takes_few_queries(city, django_assert_max_num_queries):
    refresh_lines(on=city.on, known_at=city.at)
    client = city.client("maker")
    client.get(LIST)

    for query, most in (("?view=all", 15), ("?units=zichuan&sort=-revenue&page=2", 15), ("?q=zb", 16)):
        with django_assert_max_num_queries(most):
            client.get(LIST + query)


def test_a_district_has_its_own_firms_and_no_choice_of_units(city):
    page = _page(city, "?view=all", "district")

    assert "区县：全部" not in page
    assert all(
        party.reporting_unit == "zichuan" for party in _found(city, "", "district") if party.name in page
    )


@pytest.mark.parametrize(
    "query",
    [
        "?units=,,nowhere&industries=ZZ&sort=-nothing&cols=none&view=what&page=0",
        "?revenue_from=-1&revenue_to=1e99&employees_from=%C2%B2&founded_from=9999&intensity_to=0.00001",
        "?stages=listed&view=listing",
        "?titles=high_tech,high_tech,%00&divisions=39",
        "?q=" + "砺" * 300,
    ],
)
def test_odd_addresses_narrow_nothing_or_find_nothing(query, city):
    assert city.client("maker").get(LIST + query).status_code == 200


def test_company_of_another_unit_is_not_found_by_a_district(city):
    from gaodi.apps.registry.models import Party

    other = Party.objects.filter(company_records__reporting_unit="gaoxin").exclude(
        company_records__reporting_unit="zichuan"
    )[0]

    answer = city.client("district").get(f"/office/companies/{other.public_id}/")

    assert answer.status_code == 404


def test_company_shows_its_facts_with_their_sources(city):
    address = f"/office/companies/{city.flagship().public_id}/?view=facts"
    page = city.client("maker").get(address).content.decode()

    assert "市场主体登记" in page
    assert "公共信用报告" in page
    assert "受理" in page
