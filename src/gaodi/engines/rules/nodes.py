"""The small typed tree that every pass of the compiler reads and returns."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from gaodi.engines.rules.dictionary import Column


class Op(enum.Enum):
    """What a node does; `args` and `value` of `Node` are described beside each."""

    NUMBER = "number"  # value: Fraction
    TEXT = "text"  # value: str
    FLAG = "flag"  # value: bool
    DAY = "day"  # value: int, days since 1970-01-01
    NULL = "null"  # unknown on purpose: ELSE NULL, or a CASE without ELSE
    NAME = "name"  # value: tuple of words; only before `resolve`
    FACT = "fact"  # value: FactRef
    PARAMETER = "parameter"  # value: str before `resolve`, ParameterRef after
    TODAY = "today"  # the day of judgement; only in the implicit conditions
    NEG = "neg"
    ADD = "+"
    SUB = "-"
    MUL = "*"
    DIV = "/"
    EQ = "="
    NE = "<>"
    LT = "<"
    LE = "<="
    GT = ">"
    GE = ">="
    BETWEEN = "between"  # operand, low, high; both ends included
    IN = "in"  # operand, then texts and code parameters
    LIKE = "like"  # operand; value: the pattern
    IS_NULL = "is null"
    NOT = "not"
    AND = "and"
    OR = "or"
    CASE = "case"  # condition, value, condition, value, …, otherwise
    LEAST = "least"
    GREATEST = "greatest"
    COALESCE = "coalesce"
    ROUND = "round"  # value: decimals kept
    ADD_MONTHS = "add_months"  # day, whole number
    YEAR = "year"


COMPARISONS = frozenset({Op.EQ, Op.NE, Op.LT, Op.LE, Op.GT, Op.GE})


class Kind(enum.Enum):
    """What a value counts. RATE is any pure number that need not be whole."""

    MONEY = "money"
    RATE = "rate"
    COUNT = "count"
    DAYS = "days"
    DAY = "day"
    TEXT = "text"
    TRUTH = "truth"
    CODES = "codes"
    NUMBER = "number"  # a bare number that takes the kind of its neighbour
    NULL = "null"


NUMERIC = frozenset({Kind.MONEY, Kind.RATE, Kind.COUNT, Kind.DAYS, Kind.NUMBER})


@dataclass(frozen=True, slots=True)
class Type:
    """`scale` counts the decimal places of the plan's integer; `ratio` says that a second integer divides it."""

    kind: Kind
    scale: int = 0
    ratio: bool = False


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between what a value lies, in its own unit, and how large the plan's two integers can grow.

    `wide` marks a node whose own computation may pass 2**63 - 1 on the way.
    """

    low: Fraction
    high: Fraction
    top: int
    bottom: int = 1
    wide: bool = False


@dataclass(frozen=True, slots=True)
class FactRef:
    """One fact that a programme reads. `links` are the steps from the grain's row to the row that holds it."""

    table: str
    column: str
    path: str
    links: tuple[str, ...] = ()
    described: Column = field(compare=False, repr=False, kw_only=True)

    @property
    def label(self) -> str:
        return self.described.label


@dataclass(frozen=True, slots=True)
class ParameterRef:
    """One dated series: a parameter's name, and the key of the entry where it is keyed by a fact."""

    name: str
    key: str = "default"

    def __str__(self) -> str:
        return f"${self.name}" if self.key == "default" else f"${self.name}[{self.key}]"


@dataclass(frozen=True, slots=True)
class Node:
    """A step of an expression; passes fill in `type` and `bounds`."""

    op: Op
    args: tuple[Node, ...] = ()
    value: Any = None
    type: Type | None = None
    bounds: Bounds | None = None

    @property
    def kind(self) -> Kind:
        assert self.type is not None, "the typing pass has not run"
        return self.type.kind

    def walk(self) -> Iterator[Node]:
        """This node and everything below it, parents first."""
        yield self
        for arg in self.args:
            yield from arg.walk()

    def facts(self) -> tuple[FactRef, ...]:
        """The facts below this node, each once, in order of appearance."""
        return tuple(dict.fromkeys(node.value for node in self.walk() if node.op is Op.FACT))


def branches(case: Node) -> tuple[list[tuple[Node, Node]], Node]:
    """The (condition, value) pairs of a CASE, and what holds otherwise."""
    pairs = list(zip(case.args[:-1:2], case.args[1:-1:2], strict=True))
    return pairs, case.args[-1]
