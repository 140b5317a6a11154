"""Facts made of two facts of the same row, for many rows: exact, halves away from zero, unknown where they mean nothing."""

from __future__ import annotations

import numpy as np

from gaodi.engines.rules.dictionary import FactType
from gaodi.kernel.facts.derived import Derived, Op
from gaodi.kernel.facts.evaluating import quotient_of
from gaodi.kernel.facts.everyone.vectors import Numbers, Vector, chosen, extreme_of

#: Up to here (some 10 billion yuan) the difference of two numbers times two million stays within 64 bits.
_SMALL = 2**40


def values_of_two(fact: Derived, of: Vector, to: Vector) -> Vector:
    """The values; rows with numbers too large for 64 bits are worked out one by one."""
    known = of.known & to.known
    upper, lower = np.where(known, of.values, 0), np.where(known, to.values, 1)
    is_large = _is_large(upper) | _is_large(lower)
    small = _quotient(fact, np.where(is_large, 0, upper), np.where(is_large, 1, lower))
    found = small.where(known & ~is_large).bounded(fact.low, fact.high)
    for row in np.flatnonzero(is_large):
        value = quotient_of(fact, int(upper[row]), int(lower[row]))
        found.values[row], found.known[row] = value or 0, value is not None
    return found


def _is_large(values: Numbers) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    return (values > _SMALL) | (values < -_SMALL)


def _quotient(fact: Derived, of: Numbers, to: Numbers) -> Vector:
    if fact.op is Op.DIFFERENCE:
        return Vector(of - to, np.ones(len(of), dtype=np.bool_))
    known = to > 0 if fact.op is Op.GROWTH else to != 0
    lower = np.where(known, to, 1)
    upper = of - to if fact.op is Op.GROWTH else of
    if fact.type is FactType.RATE:
        upper = upper * 1_000_000
    size = np.abs(lower)
    nearest = (2 * np.abs(upper) + size) // (2 * size)
    return Vector(np.where((upper < 0) == (lower < 0), nearest, -nearest), known)


def source_of_two(of: Vector, to: Vector, of_on: Vector, to_on: Vector) -> Vector:
    """The source of the operand that was told later."""
    return chosen(~to_on.known | (of_on.known & (of_on.values >= to_on.values)), of, to)


def end_of_two(of: Vector, to: Vector, *, newest: bool) -> Vector:
    """The newer day, or the weaker standing (by alphabet)."""
    return extreme_of(of, to, greatest=newest)
