"""Lists kept in their address."""

from __future__ import annotations

from datetime import date

import pytest

from gaodi.web.shell.asked import Query

pytestmark = pytest.mark.no_database
LIST = Query("/office/outcomes/", {"verdict": "yes", "page": "3", "unit": ""})


def test_changed_list_begins_at_its_first_page():
    assert LIST.with_(unit="zichuan") == "/office/outcomes/?verdict=yes&unit=zichuan"


def test_cleared_value_leaves_the_address():
    assert LIST.with_(verdict="") == "/office/outcomes/"


def test_pages_keep_what_was_asked_for():
    assert LIST.pages_address().format(page=4) == "/office/outcomes/?verdict=yes&page=4"


def test_braces_in_a_search_stay_what_they_are():
    assert Query("/x/", {"q": "{a}"}).pages_address().format(page=2) == "/x/?q=%7Ba%7D&page=2"


@pytest.mark.parametrize(
    ("written", "page"), [("3", 3), ("0", 1), ("-1", 1), ("x", 1), ("", 1), ("99999999", 1)]
)
def test_page_is_a_number_from_one(written, page):
    assert Query("/", {"page": written}).page() == page


def test_day_that_is_none_is_none():
    assert Query("/", {"day": "2025-13-01"}).day("day") is None
    assert Query("/", {"day": "2025-06-30"}).day("day") == date(2025, 6, 30)


@pytest.mark.parametrize("written", ["0001-01-01", "1999-12-31", "2100-01-01", "9999-12-31"])
def test_day_outside_the_years_of_the_house_is_none(written):
    assert Query("/", {"day": written}).day("day") is None


def test_control_characters_are_dropped(rf):
    asked = Query.of(rf.get("/x/?q=%00淄%0d%0a博%1f&%00unit=zichuan"))

    assert asked.values == {"q": "淄博", "unit": "zichuan"}
