"""Institutions see counts of ten and more, and no firm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaodi.apps.registry.models import Party
from gaodi.web.institution.suppressing import FEWEST, hide_small

COUNTS = st.dictionaries(st.sampled_from("abcdefghijk"), st.integers(0, 60), max_size=11)


@pytest.mark.no_database
@given(COUNTS)
def test_no_count_below_ten_is_shown(counts):
    shown = hide_small(counts)

    assert all(one.number is None or one.number == 0 or one.number >= FEWEST for one in shown.values())


@pytest.mark.no_database
@given(COUNTS)
def test_difference_to_the_total_tells_of_no_small_group(counts):
    hidden = [counts[name] for name, one in hide_small(counts).items() if one.number is None]
    everything_hidden = len(hidden) == sum(1 for number in counts.values() if number)

    assert not hidden or everything_hidden or (len(hidden) > 1 and sum(hidden) >= FEWEST)


@pytest.mark.no_database
def test_second_smallest_guards_the_smallest():
    shown = hide_small({"a": 3, "b": 12, "c": 30})

    assert [shown[name].number for name in "abc"] == [None, None, 30]


def test_page_names_no_firm(city):
    page = city.client("institution").get("/institution/").content.decode()

    firms = Party.objects.filter(kind="company").values_list("name", flat=True)

    assert not [name for name in firms if name in page]
    assert "万元" not in page
