"""Arithmetic over arrays is exact at the edge of 64 bits, and on every day of the calendar."""

from datetime import date

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from gaodi.engines.rules.dictionary import FactType
from gaodi.kernel.facts.derived import Derived, Op
from gaodi.kernel.facts.evaluating import quotient_of
from gaodi.kernel.facts.evaluating import years_back as years_back_of_one
from gaodi.kernel.facts.everyone.days import full_years, years_back
from gaodi.kernel.facts.everyone.groups import Groups
from gaodi.kernel.facts.everyone.quotients import values_of_two
from gaodi.kernel.facts.everyone.vectors import Vector, chosen, extreme_of

LARGEST = 2**63 - 1
numbers = st.none() | st.integers(-50, 50) | st.integers(-LARGEST, LARGEST) | st.integers(-(2**42), 2**42)
days = st.dates(date(1950, 1, 1), date(2050, 12, 31)) | st.sampled_from(
    [date(2024, 2, 29), date(2023, 2, 28)]
)
EPOCH = date(1970, 1, 1)


def vector(values):
    known = np.array([value is not None for value in values], dtype=bool)
    return Vector(np.array([value or 0 for value in values], dtype=np.int64), known)


def texts(*values):
    told = pa.array(values, pa.string()).dictionary_encode()
    known = np.array([value is not None for value in values])
    return Vector(np.asarray(told.indices.fill_null(0)), known, told.dictionary)


def listed(found):
    book = found.book.to_pylist() if found.book is not None else None
    values = [book[value] if book else int(value) for value in found.values]
    return [value if known else None for value, known in zip(values, found.known, strict=True)]


@given(st.lists(st.tuples(st.integers(0, 3), numbers), max_size=12))
def test_sums_are_exact_or_unknown_where_no_64_bits_hold_them(rows):
    rows.sort(key=lambda row: row[0])
    groups = Groups(np.array([row[0] for row in rows], dtype=np.intp), 5)

    found = listed(groups.sum(vector([row[1] for row in rows])))

    exact = [sum(value or 0 for subject, value in rows if subject == one) for one in range(5)]
    fits = [value if -LARGEST - 1 <= value <= LARGEST else None for value in exact]
    assert found == fits


@given(
    st.sampled_from([(Op.RATIO, FactType.RATE), (Op.RATIO, FactType.MONEY), (Op.GROWTH, FactType.RATE)])
    | st.just((Op.DIFFERENCE, FactType.MONEY)),
    st.lists(st.tuples(numbers, numbers), min_size=1, max_size=8),
)
def test_quotients_are_those_of_exact_whole_numbers(kind, pairs):
    fact = Derived("q", "", kind[1], kind[0], low=-(10**18), high=10**18)

    found = values_of_two(fact, vector([one[0] for one in pairs]), vector([one[1] for one in pairs]))

    assert listed(found) == [quotient_of(fact, *one) for one in pairs]


@given(days, days)
def test_whole_years_are_counted_as_for_one(one, other):
    later, earlier = sorted([(one - EPOCH).days, (other - EPOCH).days], reverse=True)

    years, is_whole = years_back(np.array([later]), np.array([earlier]))

    assert (int(years[0]) if is_whole[0] else None) == years_back_of_one(later, earlier)


def test_a_year_is_full_on_the_same_day():
    starts = [(date(2020, 2, 29) - EPOCH).days, (date(2020, 6, 30) - EPOCH).days]
    ends = [(date(2021, 2, 28) - EPOCH).days, (date(2021, 6, 30) - EPOCH).days]

    assert full_years(np.array(ends), np.array(starts)).tolist() == [0, 1]


def test_texts_of_two_books_compare_by_alphabet():
    one, other = texts("b", None, "c"), texts("a", "z", None)

    assert listed(extreme_of(one, other, greatest=False)) == ["a", "z", "c"]
    assert listed(extreme_of(one, other, greatest=True)) == ["b", "z", "c"]
    assert listed(chosen(np.array([True, False, False]), one, other)) == ["b", "z", None]
    assert listed(Groups(np.array([0, 0, 1]), 2).extreme(one, greatest=True)) == ["b", "c"]
