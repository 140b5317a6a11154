import dataclasses
import enum
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from gaodi.kernel.packs.canonical import NotPlainData, canonical_json, digest_of, plain

pytestmark = pytest.mark.no_database


class Colour(enum.Enum):
    RED = "red"


@dataclasses.dataclass(frozen=True)
class Point:
    x: int
    on: date


def test_keys_are_sorted_and_nothing_is_spaced():
    assert (
        canonical_json({"b": [1, 2], "a": {"丙": "字", "c": True}}) == '{"a":{"c":true,"丙":"字"},"b":[1,2]}'
    )


def test_days_and_decimals_are_text():
    assert plain({date(2025, 1, 1): Decimal("0.30"), "n": Decimal("1E+3")}) == {
        "2025-01-01": "0.30",
        "n": "1000",
    }


def test_dataclasses_tuples_and_enums_are_spelled_out():
    assert plain((Point(1, date(2025, 1, 1)), Colour.RED)) == [{"x": 1, "on": "2025-01-01"}, "red"]


def test_equal_content_has_an_equal_digest():
    assert digest_of({"a": 1, "b": 2}) == digest_of({"b": 2, "a": 1})


def test_other_content_has_another_digest():
    assert digest_of({"a": 1}) != digest_of({"a": "1"})


@pytest.mark.parametrize("data", [0.5, {1, 2}, datetime(2025, 1, 1, tzinfo=UTC), b"x", {1: "a", "1": "b"}])
def test_what_has_no_single_spelling_is_refused(data):
    with pytest.raises(NotPlainData):
        plain(data)
