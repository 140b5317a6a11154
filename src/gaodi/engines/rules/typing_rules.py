"""The type of each operation, given its typed arguments; called by `Typer.typed`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from gaodi.engines.rules.dictionary import FactType
from gaodi.engines.rules.draft import Wrong
from gaodi.engines.rules.kinds import NUMBERS, WORDS, as_kind, joined, unified, want
from gaodi.engines.rules.nodes import COMPARISONS, Kind, Node, Op, Type

if TYPE_CHECKING:
    from gaodi.engines.rules.typing_ import Typer

_FACT_TYPES = {
    FactType.MONEY: Type(Kind.MONEY, 2),
    FactType.RATE: Type(Kind.RATE, 6),
    FactType.COUNT: Type(Kind.COUNT),
    FactType.DAY: Type(Kind.DAY),
    FactType.TEXT: Type(Kind.TEXT),
    FactType.FLAG: Type(Kind.TRUTH),
}


def _number(typer: Typer, node: Node) -> Node:
    scale = next((places for places in range(19) if 10**places % node.value.denominator == 0), None)
    if scale is None:
        raise Wrong(f"the number {node.value} has too many decimals", "eighteen are the limit")
    return replace(node, type=Type(Kind.NUMBER, scale))


def _constant(type_: Type) -> Callable[[Typer, Node], Node]:
    return lambda typer, node: replace(node, type=type_)


def _fact(typer: Typer, node: Node) -> Node:
    return replace(node, type=_FACT_TYPES[node.value.described.type])


def _negated(typer: Typer, node: Node) -> Node:
    want(node.args[0], *NUMBERS)
    return replace(node, type=node.args[0].type)


def _sum(typer: Typer, node: Node) -> Node:
    left, right = node.args
    if Kind.DAY in (left.kind, right.kind):
        return _day_sum(node)
    args = unified(node.args, node.op.value)
    want(args[0], *NUMBERS)
    return replace(node, args=args, type=joined(args))


def _day_sum(node: Node) -> Node:
    left, right = node.args
    if node.op is Op.SUB and left.kind is right.kind is Kind.DAY:
        return replace(node, type=Type(Kind.DAYS))
    day, days = (left, right) if left.kind is Kind.DAY else (right, left)
    if days.kind is Kind.NUMBER:
        days = as_kind(days, Kind.DAYS)
    if days.kind is not Kind.DAYS or (node.op is Op.SUB and day is right):
        raise Wrong(f"`{node.op.value}` cannot combine {WORDS[left.kind]} and {WORDS[right.kind]}")
    return replace(node, args=(day, days), type=Type(Kind.DAY))


def _product(typer: Typer, node: Node) -> Node:
    left, right = node.args
    for arg in node.args:
        want(arg, *NUMBERS)
    assert left.type is not None and right.type is not None
    kinds = {left.kind, right.kind}
    if left.kind is right.kind and left.kind in (Kind.MONEY, Kind.DAYS):
        raise Wrong(
            f"{WORDS[left.kind]} times {WORDS[right.kind]} means nothing", "multiply by a rate or a count"
        )
    type_ = Type(
        _product_kind(kinds, node), left.type.scale + right.type.scale, left.type.ratio or right.type.ratio
    )
    return replace(node, type=type_)


def _product_kind(kinds: set[Kind], node: Node) -> Kind:
    whole = all(arg.type is not None and arg.type.scale == 0 and not arg.type.ratio for arg in node.args)
    if Kind.MONEY in kinds:
        return Kind.MONEY
    if kinds == {Kind.NUMBER}:
        return Kind.NUMBER
    if not whole or Kind.RATE in kinds:
        return Kind.RATE
    return Kind.DAYS if Kind.DAYS in kinds else Kind.COUNT


def _quotient(typer: Typer, node: Node) -> Node:
    left, right = node.args
    for arg in node.args:
        want(arg, *NUMBERS)
    assert left.type is not None and right.type is not None
    if right.kind is Kind.MONEY and left.kind is not Kind.MONEY:
        raise Wrong(f"{WORDS[left.kind]} divided by money means nothing")
    if left.kind is right.kind is Kind.NUMBER:
        kind = Kind.NUMBER
    else:
        kind = Kind.MONEY if left.kind is Kind.MONEY and right.kind is not Kind.MONEY else Kind.RATE
    return replace(node, type=Type(kind, max(0, left.type.scale - right.type.scale), ratio=True))


def _logic(typer: Typer, node: Node) -> Node:
    for arg in node.args:
        want(arg, Kind.TRUTH)
    return replace(node, type=Type(Kind.TRUTH))


def _between(typer: Typer, node: Node) -> Node:
    args = unified(node.args, "BETWEEN")
    want(args[0], Kind.DAY, *NUMBERS)
    return replace(node, args=args, type=Type(Kind.TRUTH))


def _like(typer: Typer, node: Node) -> Node:
    want(node.args[0], Kind.TEXT)
    return replace(node, type=Type(Kind.TRUTH))


def _is_null(typer: Typer, node: Node) -> Node:
    return replace(node, type=Type(Kind.TRUTH))


def _chosen(typer: Typer, node: Node) -> Node:
    """LEAST, GREATEST, COALESCE: one of the arguments."""
    args = unified(node.args, node.op.name)
    if node.op is not Op.COALESCE:
        want(args[0], Kind.DAY, *NUMBERS)
    return replace(node, args=args, type=joined(args))


def _case(typer: Typer, node: Node) -> Node:
    for condition in node.args[:-1:2]:
        want(condition, Kind.TRUTH)
    values = unified((*node.args[1:-1:2], node.args[-1]), "CASE")
    if all(value.op is Op.NULL for value in values):
        raise Wrong("every branch of this CASE is unknown")
    args = list(node.args)
    args[1:-1:2], args[-1] = values[:-1], values[-1]
    return replace(node, args=tuple(args), type=joined(values))


def _round(typer: Typer, node: Node) -> Node:
    want(node.args[0], *NUMBERS)
    return replace(node, type=Type(node.args[0].kind, max(0, node.value)))


def _add_months(typer: Typer, node: Node) -> Node:
    day, months = node.args
    want(day, Kind.DAY)
    if months.kind is Kind.NUMBER:
        months = as_kind(months, Kind.COUNT)
    want(months, Kind.COUNT)
    return replace(node, args=(day, months), type=Type(Kind.DAY))


def _year(typer: Typer, node: Node) -> Node:
    want(node.args[0], Kind.DAY)
    return replace(node, type=Type(Kind.COUNT))


def _comparison(typer: Typer, node: Node) -> Node:
    return typer.comparison(node)


RULES: dict[Op, Callable[[Typer, Node], Node]] = {
    Op.NUMBER: _number,
    Op.TEXT: _constant(Type(Kind.TEXT)),
    Op.FLAG: _constant(Type(Kind.TRUTH)),
    Op.DAY: _constant(Type(Kind.DAY)),
    Op.TODAY: _constant(Type(Kind.DAY)),
    Op.NULL: _constant(Type(Kind.NULL)),
    Op.FACT: _fact,
    Op.PARAMETER: lambda typer, node: typer.parameter(node),
    Op.NEG: _negated,
    Op.ADD: _sum,
    Op.SUB: _sum,
    Op.MUL: _product,
    Op.DIV: _quotient,
    **dict.fromkeys(COMPARISONS, _comparison),
    Op.BETWEEN: _between,
    Op.IN: lambda typer, node: typer.membership(node),
    Op.LIKE: _like,
    Op.IS_NULL: _is_null,
    Op.NOT: _logic,
    Op.AND: _logic,
    Op.OR: _logic,
    Op.CASE: _case,
    Op.LEAST: _chosen,
    Op.GREATEST: _chosen,
    Op.COALESCE: _chosen,
    Op.ROUND: _round,
    Op.ADD_MONTHS: _add_months,
    Op.YEAR: _year,
}
