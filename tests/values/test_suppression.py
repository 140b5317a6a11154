"""Small counts cannot be told from what is shown: not alone, and not from the total."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaodi.values.suppression import Hidden, hide_small

COUNTS = st.dictionaries(st.sampled_from("abcdefghijk"), st.integers(0, 60), max_size=11)
FEWEST = st.integers(2, 12)


@given(COUNTS, FEWEST, st.booleans(), st.booleans())
def test_no_small_count_is_shown(counts, fewest, beside_total, nought_is_few):
    hidden = hide_small(counts, fewest=fewest, beside_total=beside_total, nought_is_few=nought_is_few)

    shown = [number for name, number in counts.items() if name not in hidden]
    assert all(number >= fewest or (number == 0 and not nought_is_few) for number in shown)


@given(COUNTS, FEWEST)
def test_without_a_total_only_small_counts_are_hidden(counts, fewest):
    hidden = hide_small(counts, fewest=fewest, beside_total=False)

    assert set(hidden.values()) <= {Hidden.FEW}


@given(COUNTS, FEWEST, st.booleans())
def test_difference_to_the_total_is_of_enough_firms(counts, fewest, nought_is_few):
    hidden = hide_small(counts, fewest=fewest, beside_total=True, nought_is_few=nought_is_few)

    shown = [number for name, number in counts.items() if name not in hidden and number]
    together = sum(counts[name] for name in hidden)
    assert not hidden or not shown or (len(hidden) > 1 and together >= fewest)


@given(COUNTS, FEWEST)
def test_guards_are_the_smallest_of_what_could_be_shown(counts, fewest):
    hidden = hide_small(counts, fewest=fewest, beside_total=True)

    guards = [counts[name] for name, why in hidden.items() if why is Hidden.GUARD]
    shown = [number for name, number in counts.items() if name not in hidden]
    assert not guards or not shown or max(guards) <= min(shown)


@given(st.lists(st.integers(0, 9), min_size=2, max_size=5), st.booleans())
def test_no_hidden_small_count_has_one_value_only(numbers, nought_is_few):
    counts = dict(zip("abcde", numbers, strict=False))
    hidden = hide_small(counts, fewest=3, beside_total=True, nought_is_few=nought_is_few)
    shown = [number for name, number in counts.items() if name not in hidden and number >= 3]
    if not shown:
        return
    small = range(0 if nought_is_few else 1, 3)
    ranges = [small if why is Hidden.FEW else range(3, min(shown) + 1) for why in hidden.values()]
    possible = [one for one in product(*ranges) if sum(one) == sum(counts[name] for name in hidden)]

    for place, why in enumerate(hidden.values()):
        assert why is Hidden.GUARD or len({one[place] for one in possible}) > 1


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ((12, 9, 1, 0), "bcd"),  # 1 and 0 alone: the total would tell the 1
        ((12, 9, 4, 4), "bcd"),  # eight firms in two cells of at most four: both are told
        ((9, 6, 3), "bc"),
        ((9, 4, 1), "bc"),
        ((9, 6, 5), ""),
        ((2,), "a"),
    ],
)
def test_what_is_hidden_beside_a_total(counts, hidden):
    named = dict(zip("abcd", counts, strict=False))

    assert sorted(hide_small(named, fewest=5, beside_total=True)) == list(hidden)
