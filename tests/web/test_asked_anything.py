"""Whatever stands in the query of an address, the page answers as it would without it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.web.access_page import read_table, statuses
from tests.web.office.conftest import city, quick_pages
from tests.web.test_access import _filled, _places

__all__ = ["city", "quick_pages"]
TABLE = read_table()
#: Every name that a page reads out of its query.
NAMES = [
    "q",
    "page",
    "unit",
    "month",
    "missing",
    "day",
    "actor",
    "action",
    "subject",
    "on",
    "step",
    "view",
    "map",
    "sort",
    "verdict",
    "programme",
    "closing",
    "assumed",
    "next",
    "frame",
    "scope",
    "period",
    "show",
    "group",
    "fact",
    "known",
    "units",
    "stages",
    "cols",
    "views",
    "revenue_from",
    "founded_to",
    "intensity_from",
    "outlet",
    "kind",
    "state",
    "severity",
]
WRITTEN = ("\0", "a\0b", "9999-12-31", "0001-01-01", "9" * 30, "\r\n{%s}", "²")


@pytest.mark.parametrize("who", TABLE["people"])
def test_nothing_in_a_query_breaks_a_page(city, who):
    client, places = city.client(who), _places(city)
    for name, row in TABLE["access"].items():
        expected = statuses(TABLE, row)[who]
        if expected == 200 and " " not in name:
            address = reverse(name, kwargs=_filled(name, places))
            for written in ("\0", "9999-12-31"):
                answer = client.get(address, dict.fromkeys(NAMES, written))
                # A step that does not exist is a row that does not exist.
                assert answer.status_code in (200, 404), (name, written)


def test_one_wrong_word_alone_breaks_nothing(city):
    client = city.client("checker")
    asked = {
        "/office/companies/": "q",
        "/office/outcomes/": "missing",
        "/office/audit/": "actor",
        "/search/": "q",
    }
    days = {"/office/outcomes/": "month", "/office/audit/": "day"}

    for address, name in (*asked.items(), *days.items()):
        for written in WRITTEN:
            assert client.get(address, {name: written}).status_code == 200, (address, written)


@pytest.mark.parametrize(
    "address",
    [
        f"/office/audit/{'9' * 30}/",
        f"/policy/{'9' * 30}/",
        "/policy/0/",
        f"/programmes/{'a' * 300}/",
        "/units/a%00b/",
    ],
)
def test_no_such_number_or_code_is_no_such_page(city, address):
    assert city.client("checker").get(address).status_code == 404


def test_names_that_no_account_can_have_are_refused_in_the_form(city):
    given = {"login": "a\0b", "password": "a\0b"}

    assert city.client("nobody").post("/account/login/", given).status_code == 200
