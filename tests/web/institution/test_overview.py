"""Institutions see counts of ten and more, and no firm."""

from __future__ import annotations

import pytest

from gaodi.apps.registry.models import Party
from gaodi.web.institution import overview


@pytest.mark.no_database
def test_small_count_takes_the_next_one_with_it_and_nought_is_said():
    counts = overview._counts({"a": 3, "b": 12, "c": 30}, dict.fromkeys("abcd", ""))

    assert counts.total.number == 45
    assert [(row.shown.number, row.shown.words) for row in counts.rows] == [
        (None, "少于 10 家"),
        (None, "不单列"),
        (30, ""),
        (0, ""),
    ]


def test_page_names_no_firm(city):
    page = city.client("institution").get("/institution/").content.decode()

    firms = Party.objects.filter(kind="company").values_list("name", flat=True)

    assert not [name for name in firms if name in page]
    assert "万元" not in page
