"""Fourth pass: how large every value can grow, from the declared ranges and the parameters' values.

A node whose integers may pass 2**63 - 1 on the way is marked wide, for compiled code must not use 64 bits there. An
amount that may itself be too large to store is refused. A bound may be too generous, never too narrow.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product

from gaodi.engines.rules import series
from gaodi.engines.rules.civil import FIRST_DAY, LAST_DAY
from gaodi.engines.rules.draft import Draft, Expression, Wrong
from gaodi.engines.rules.nodes import Bounds, FactRef, Kind, Node, Op, Type, branches
from gaodi.engines.rules.spec import ProgrammeSpec
from gaodi.values.money import round_half_up

LARGEST = 2**63 - 1
_DAYS_A_MONTH = 31


def check(draft: Draft) -> Draft:
    """Give every number its bounds; refuse amounts that cannot be stored."""
    checker = Checker(draft.spec)
    return draft.each(lambda one: _checked(checker, one) if one.node else None)


def _checked(checker: Checker, one: Expression) -> Node:
    assert one.node is not None
    node = checker.bounded(one.node)
    if one.role in ("amount", "cap"):
        assert node.bounds is not None
        largest = max(abs(node.bounds.low), abs(node.bounds.high)) * 100
        if largest > LARGEST:
            raise Wrong(
                f"the result may reach {int(largest / 100)} yuan, more than can be stored",
                "narrow the range of a fact, or limit it with LEAST",
            )
    return node


class Checker:
    """Bounds the trees of one programme, from the leaves up."""

    def __init__(self, spec: ProgrammeSpec) -> None:
        self.spec = spec

    def bounded(self, node: Node) -> Node:
        """The tree with bounds at every number, day and comparison.

        Raises: Wrong: a fact without a range, or a division by nothing but zero.
        """
        node = replace(node, args=tuple(self.bounded(arg) for arg in node.args))
        bounds = _RULES.get(node.op, _no_bounds)(self, node)
        return replace(node, bounds=bounds)

    def parameter(self, node: Node) -> Bounds | None:
        values = [value for _, value in series.dated_values(self.spec, node.value) if isinstance(value, int)]
        assert node.type is not None
        if node.kind is Kind.CODES:
            return None
        return _plain_bounds(min(values, default=0), max(values, default=0), node.type)


def _no_bounds(checker: Checker, node: Node) -> Bounds | None:
    return None


def _plain_bounds(low: int, high: int, type_: Type) -> Bounds:
    unit = 10**type_.scale
    top = max(abs(low), abs(high))
    return Bounds(Fraction(low, unit), Fraction(high, unit), top, wide=top > LARGEST)


def _fact(checker: Checker, node: Node) -> Bounds | None:
    assert node.type is not None
    if node.kind in (Kind.TEXT, Kind.TRUTH):
        return None
    low, high = fact_range(node.value)
    return _plain_bounds(low, high, node.type)


def fact_range(fact: FactRef) -> tuple[int, int]:
    """The declared range of a numeric fact or day, in plan units.

    Raises: Wrong: a number without a range.
    """
    column = fact.described
    if column.type.value == "day":
        return (
            FIRST_DAY if column.low is None else column.low,
            LAST_DAY if column.high is None else column.high,
        )
    if column.low is None or column.high is None:
        raise Wrong(f"`{fact.path}` has no declared range", "give its column low and high in the fact table")
    return column.low, column.high


def _literal(checker: Checker, node: Node) -> Bounds:
    assert node.type is not None
    scaled = int(node.value * 10**node.type.scale)
    return _plain_bounds(scaled, scaled, node.type)


def _today(checker: Checker, node: Node) -> Bounds:
    return _plain_bounds(FIRST_DAY, LAST_DAY, Type(Kind.DAY))


def _null(checker: Checker, node: Node) -> Bounds | None:
    return (
        Bounds(Fraction(0), Fraction(0), 0) if node.kind not in (Kind.TEXT, Kind.TRUTH, Kind.CODES) else None
    )


def _numbers(nodes: Sequence[Node]) -> list[Bounds]:
    return [node.bounds for node in nodes if node.bounds is not None]


def _aligned(nodes: Sequence[Node], scale: int) -> list[int]:
    """How large each node's first integer grows once all have that scale."""
    return [
        node.bounds.top * 10 ** (scale - node.type.scale)
        for node in nodes
        if node.bounds is not None and node.type is not None
    ]


def _made(low: Fraction, high: Fraction, top: int, bottom: int, *on_the_way: int) -> Bounds:
    return Bounds(low, high, top, bottom, wide=max(top, bottom, *on_the_way, 0) > LARGEST)


def _negated(checker: Checker, node: Node) -> Bounds:
    inner = node.args[0].bounds
    assert inner is not None
    return replace(inner, low=-inner.high, high=-inner.low)


def _sum(checker: Checker, node: Node) -> Bounds:
    left, right = _numbers(node.args)
    assert node.type is not None
    tops = _aligned(node.args, node.type.scale)
    top = tops[0] * right.bottom + tops[1] * left.bottom
    if node.op is Op.ADD:
        return _made(left.low + right.low, left.high + right.high, top, left.bottom * right.bottom)
    return _made(left.low - right.high, left.high - right.low, top, left.bottom * right.bottom)


def _product(checker: Checker, node: Node) -> Bounds:
    left, right = _numbers(node.args)
    corners = [a * b for a, b in product((left.low, left.high), (right.low, right.high))]
    return _made(min(corners), max(corners), left.top * right.top, left.bottom * right.bottom)


def _quotient(checker: Checker, node: Node) -> Bounds:
    left, right = _numbers(node.args)
    scaled, below = (arg.type for arg in node.args)
    assert scaled is not None and below is not None
    if right.low == right.high == 0:
        raise Wrong("this divides by nothing but zero")
    top = left.top * right.bottom * 10 ** max(0, below.scale - scaled.scale)
    bottom = left.bottom * right.top
    corners = [above / divisor for above in (left.low, left.high) for divisor in _divisors(right, below)]
    return _made(min(corners), max(corners), top, bottom)


def _divisors(right: Bounds, type_: Type) -> list[Fraction]:
    """The ends of what a divisor can be, zero left out: the nearest to zero is one unit of its last place."""
    finest = Fraction(1, 10**type_.scale * right.bottom)
    below = [right.low, min(right.high, -finest)] if right.low < 0 else []
    above = [max(right.low, finest), right.high] if right.high > 0 else []
    return below + above


def _comparison(checker: Checker, node: Node) -> Bounds | None:
    if node.args[0].bounds is None:
        return None
    scale = max(arg.type.scale for arg in node.args if arg.type is not None)
    bottoms = [bounds.bottom for bounds in _numbers(node.args)]
    crossed = max(_aligned(node.args, scale)) * max(bottoms)
    return _made(Fraction(0), Fraction(1), 1, 1, crossed)


def _chosen(checker: Checker, node: Node) -> Bounds | None:
    values = (
        [branch for _, branch in branches(node)[0]] + [node.args[-1]]
        if node.op is Op.CASE
        else list(node.args)
    )
    found = _numbers(values)
    if not found:
        return None
    assert node.type is not None
    lows, highs = [one.low for one in found], [one.high for one in found]
    pick = {Op.LEAST: min, Op.GREATEST: max}.get(node.op)
    top, bottom = max(_aligned(values, node.type.scale)), max(one.bottom for one in found)
    low, high = (pick(lows), pick(highs)) if pick else (min(lows), max(highs))
    return _made(low, high, top, bottom, top * bottom if pick else top)


def _rounded(checker: Checker, node: Node) -> Bounds:
    inner = node.args[0].bounds
    assert inner is not None and node.args[0].type is not None and node.type is not None
    step = Fraction(10) ** -node.value
    low, high = (
        round_half_up((end / step).numerator, (end / step).denominator) * step
        for end in (inner.low, inner.high)
    )
    top = int(max(abs(low), abs(high)) * 10**node.type.scale)
    up = 10 ** max(0, node.value - node.args[0].type.scale)
    down = 10 ** max(0, node.args[0].type.scale - node.value)
    return _made(low, high, top, 1, 2 * inner.top * up + inner.bottom * down)


def _months_later(checker: Checker, node: Node) -> Bounds:
    day, months = _numbers(node.args)
    reach = max(abs(months.low), abs(months.high)) * _DAYS_A_MONTH + _DAYS_A_MONTH
    low, high = day.low - reach, day.high + reach
    return _made(low, high, int(max(abs(low), abs(high))), 1)


def _year(checker: Checker, node: Node) -> Bounds:
    day = node.args[0].bounds
    assert day is not None
    low, high = (Fraction(1970) + end // 365 for end in (day.low, day.high))
    return _made(low - 200, high + 200, int(max(abs(low), abs(high))) + 200, 1)


_RULES: dict[Op, Callable[[Checker, Node], Bounds | None]] = {
    Op.NUMBER: _literal,
    Op.DAY: _literal,
    Op.NULL: _null,
    Op.TODAY: _today,
    Op.FACT: _fact,
    Op.PARAMETER: Checker.parameter,
    Op.NEG: _negated,
    Op.ADD: _sum,
    Op.SUB: _sum,
    Op.MUL: _product,
    Op.DIV: _quotient,
    Op.EQ: _comparison,
    Op.NE: _comparison,
    Op.LT: _comparison,
    Op.LE: _comparison,
    Op.GT: _comparison,
    Op.GE: _comparison,
    Op.BETWEEN: _comparison,
    Op.CASE: _chosen,
    Op.COALESCE: _chosen,
    Op.LEAST: _chosen,
    Op.GREATEST: _chosen,
    Op.ROUND: _rounded,
    Op.ADD_MONTHS: _months_later,
    Op.YEAR: _year,
}
