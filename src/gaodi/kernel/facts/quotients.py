"""Facts made of two facts of the same row: exact, halves rounded away from zero, unknown where they mean nothing."""

from __future__ import annotations

from gaodi.engines.rules.dictionary import FactType
from gaodi.kernel.facts.derived import SOURCE, SOURCE_ON, Derived, Op


def quotient(fact: Derived) -> str:
    """The expression over a row `l` that holds both operands."""
    of, to = f"l.{fact.of}", f"l.{fact.to}"
    if fact.op is Op.DIFFERENCE:
        return _bounded(fact, f"({of}::numeric - {to})", f"{of} IS NOT NULL AND {to} IS NOT NULL")
    if fact.op is Op.GROWTH:
        return _bounded(fact, _divided(f"({of}::numeric - {to}) * 1000000", to), f"{to} > 0")
    scale = " * 1000000" if fact.type is FactType.RATE else ""
    return _bounded(fact, _divided(f"{of}::numeric{scale}", to), f"{to} <> 0")


def origin_of_two(of: str, to: str, of_on: str, to_on: str, end: str) -> str:
    """Of the operand that was told later: its source, its day; of both the weaker standing (by alphabet)."""
    if end == SOURCE:
        return f"CASE WHEN {to_on} IS NULL OR {of_on} >= {to_on} THEN {of} ELSE {to} END"
    return f"{'GREATEST' if end == SOURCE_ON else 'LEAST'}({of}, {to})"


def _divided(upper: str, lower: str) -> str:
    """To the nearest whole number: div() cuts exactly, where numeric division would round twice."""
    return f"(sign({upper}) * sign({lower}::numeric) * div(2 * abs({upper}) + abs({lower}), 2 * abs({lower}::numeric)))"


def _bounded(fact: Derived, value: str, known: str) -> str:
    return f"CASE WHEN {known} THEN CASE WHEN {value} BETWEEN {fact.low} AND {fact.high} THEN ({value})::bigint END END"
