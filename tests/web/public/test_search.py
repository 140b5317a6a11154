"""One box over what is public."""

from datetime import date

import pytest

from gaodi.kernel.people import Viewer
from gaodi.web.public.search import is_match, read_search

NOBODY = Viewer.anonymous()


def _found(on, asked):
    return {group.title: [hit.title for hit in group.hits] for group in read_search(NOBODY, on, asked).groups}


@pytest.mark.parametrize("asked", ["智洋", "688191", "zhiyang", "zycx", "ZY"])
def test_a_listing_is_found_by_name_code_and_reading(on, asked):
    assert "智洋创新" in _found(on, asked)["上市公司"]


@pytest.mark.parametrize("asked", ["第五条", "5", "绿色通道"])
def test_an_article_is_found_by_number_and_by_what_it_says(on, asked):
    assert any(title.startswith("第五条") for title in _found(on, asked)["条款"])


def test_a_programme_is_found_by_a_part_of_its_name(on):
    assert _found(on, "首发")["项目"] == ["企业首发上市奖励"]


def test_invented_firms_are_not_found(on):
    from tests.factories.registry import make_company, make_listing_event

    company = make_company("青砚试验材料有限公司")
    make_listing_event(company, kind="listed", board="star", on=date(2025, 6, 12))

    assert _found(on, "青砚") == {}


def test_a_listing_is_not_found_before_its_day():
    assert "上市公司" not in _found(date(2021, 4, 7), "688191")


def test_nothing_asked_finds_nothing(on):
    assert read_search(NOBODY, on, "  ").total == 0


@pytest.mark.no_database
def test_a_reading_is_matched_from_its_beginning_only():
    assert not is_match("yang", ("智洋创新",), "688191")
