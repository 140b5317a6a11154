"""A list says by which other name or code a firm was found."""

from __future__ import annotations

from datetime import date

import pytest

from gaodi.apps.registry.choices import NameKind
from gaodi.apps.registry.directory import Named, explain_found, is_whole_code
from gaodi.apps.registry.services.names import put_name
from tests.factories.registry import make_company, make_listing_event


@pytest.fixture
def firm(at):
    """A firm that once bore another name, has a short one, and is listed."""
    party = make_company("山东泓川重工有限公司")
    named = {"淄博砺岫精工科技有限公司": NameKind.REGISTERED, "启衡精密": NameKind.SHORT}
    for name, kind in named.items():
        day = date(2020, 1, 1)
        put_name(
            party=party,
            kind=kind,
            name=name,
            valid_from=day,
            source="business_register",
            source_on=day,
            at=at,
        )
    party.refresh_from_db()
    make_listing_event(party, kind="listed", stock_code="688999")
    return Named(party.pk, party.name, "91370302MA3XYZ1234")


@pytest.mark.parametrize(
    ("word", "why"),
    [
        ("砺岫", None),
        ("精工 淄博", None),
        ("lixiu", "拼音"),
        ("淄博lx", "首字母"),
        ("lxjg", "首字母"),
        ("91370302ma3", "信用代码"),
        ("6889", "股票代码 688999"),
        ("泓川", "曾用名 山东泓川重工有限公司"),
        ("hongchuan", "曾用名 山东泓川重工有限公司"),
        ("启衡", "简称 启衡精密"),
        ("无关", None),
        ("%", None),
    ],
)
def test_firm_says_why_it_was_found(word, why, firm, on):
    assert explain_found(word, [firm], on=on).get(firm.party_id) == why


def test_reasons_of_a_page_take_two_queries(firm, on, django_assert_max_num_queries):
    others = [
        Named(make_company(f"曜石材料{number}厂").pk, f"曜石材料{number}厂", "") for number in range(20)
    ]

    with django_assert_max_num_queries(2):
        explain_found("688", [firm, *others], on=on)


@pytest.mark.no_database
@pytest.mark.parametrize(
    ("word", "whole"),
    [
        ("91370302MA3XYZ1234", True),
        ("688999", True),
        (" 688999 ", True),
        ("68899", False),
        ("砺岫精工科技", False),
    ],
)
def test_whole_codes_are_told_from_beginnings(word, whole):
    assert is_whole_code(word) is whole
