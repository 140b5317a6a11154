import pytest

from gaodi.kernel.packs.differences import ABSENT, Difference, list_differences

pytestmark = pytest.mark.no_database


def test_equal_data_has_no_differences():
    assert list_differences({"a": [1, {"b": 2}]}, {"a": [1, {"b": 2}]}) == []


def test_each_leaf_that_differs_is_named_by_its_path():
    before = {"units": [{"code": "a", "name": "甲"}], "gone": 1}
    after = {"units": [{"code": "a", "name": "乙"}, {"code": "b"}], "new": None}

    assert list_differences(before, after) == [
        Difference("gone", 1, ABSENT),
        Difference("new", ABSENT, None),
        Difference("units[0].name", "甲", "乙"),
        Difference("units[1]", ABSENT, {"code": "b"}),
    ]


def test_a_difference_reads_as_before_and_after():
    assert str(Difference("units[0].name", "甲", "乙")) == "units[0].name: 甲 → 乙"
