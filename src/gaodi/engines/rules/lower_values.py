"""How each operation that gives a number, day or text is lowered; called by `Lowerer.value`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from gaodi.engines.rules.nodes import Node, Op, branches
from gaodi.engines.rules.plan import Form, ParameterConstant, TextConstant, Value
from gaodi.engines.rules.plan_algebra import both, choose, either, times

if TYPE_CHECKING:
    from gaodi.engines.rules.lower import Lowerer


def is_never_negative(node: Node) -> bool:
    return node.bounds is not None and node.bounds.low >= 0


def _number(lowerer: Lowerer, node: Node) -> Value:
    assert node.type is not None
    return Value(int(node.value * 10**node.type.scale), scale=node.type.scale)


def _parameter(lowerer: Lowerer, node: Node) -> Value:
    assert node.type is not None
    return replace(lowerer.constant(ParameterConstant(node.value)), scale=node.type.scale)


def _negated(lowerer: Lowerer, node: Node) -> Value:
    value = lowerer.value(node.args[0])
    return replace(value, top=-value.top if isinstance(value.top, int) else Form("neg", (value.top,)))


def _sum(lowerer: Lowerer, node: Node) -> Value:
    assert node.type is not None
    left, right = lowerer.aligned(node.args, node.type.scale)
    top = Form(node.op.value, (times(left.top, right.bottom), times(right.top, left.bottom)))
    return Value(top, times(left.bottom, right.bottom), either(left.null, right.null), node.type.scale)


def _product(lowerer: Lowerer, node: Node) -> Value:
    left, right = (lowerer.value(arg) for arg in node.args)
    bottom = times(left.bottom, right.bottom)
    return Value(times(left.top, right.top), bottom, either(left.null, right.null), left.scale + right.scale)


def _quotient(lowerer: Lowerer, node: Node) -> Value:
    left, right = (lowerer.value(arg) for arg in node.args)
    top = times(times(left.top, right.bottom), 10 ** max(0, right.scale - left.scale))
    bottom = lowerer.let(times(left.bottom, right.top))
    is_zero = bottom == 0 if isinstance(bottom, int) else lowerer.let(Form("==", (bottom, 0)))
    bottom = lowerer.let(choose(is_zero, 1, bottom))
    null = either(left.null, right.null, is_zero)
    if not is_never_negative(node.args[1]):
        turned = Form("<", (bottom, 0))
        top = choose(turned, Form("neg", (top,)), top)
        bottom = choose(turned, Form("neg", (bottom,)), bottom)
    return Value(top, bottom, null, max(0, left.scale - right.scale))


def _extreme(op: str) -> Callable[[Lowerer, Node], Value]:
    def lowered(lowerer: Lowerer, node: Node) -> Value:
        assert node.type is not None
        first, *others = lowerer.aligned(node.args, node.type.scale)
        for other in others:
            test = lowerer.let(Form(op, (times(first.top, other.bottom), times(other.top, first.bottom))))
            top = lowerer.let(choose(test, first.top, other.top))
            bottom = lowerer.let(choose(test, first.bottom, other.bottom))
            first = Value(top, bottom, either(first.null, other.null), first.scale)
        return first

    return lowered


def _coalesce(lowerer: Lowerer, node: Node) -> Value:
    assert node.type is not None
    *others, last = lowerer.aligned(node.args, node.type.scale)
    for value in reversed(others):
        top = choose(value.null, last.top, value.top)
        bottom = choose(value.null, last.bottom, value.bottom)
        last = Value(lowerer.let(top), lowerer.let(bottom), both(value.null, last.null), last.scale)
    return last


def _case(lowerer: Lowerer, node: Node) -> Value:
    assert node.type is not None
    pairs, otherwise = branches(node)
    selector = lowerer.selector(node)
    return lowerer.picked(
        selector, lowerer.aligned([*(value for _, value in pairs), otherwise], node.type.scale)
    )


def _round(lowerer: Lowerer, node: Node) -> Value:
    return lowerer.rounded(lowerer.value(node.args[0]), node.value, is_never_negative(node.args[0]))


def _call(name: str) -> Callable[[Lowerer, Node], Value]:
    def lowered(lowerer: Lowerer, node: Node) -> Value:
        values = [lowerer.value(arg) for arg in node.args]
        return Value(
            Form(name, tuple(value.top for value in values)), null=either(*(value.null for value in values))
        )

    return lowered


VALUES: dict[Op, Callable[[Lowerer, Node], Value]] = {
    Op.FACT: lambda lowerer, node: lowerer.fact(node),
    Op.NUMBER: _number,
    Op.DAY: lambda lowerer, node: Value(node.value),
    Op.TODAY: lambda lowerer, node: Value("on"),
    Op.NULL: lambda lowerer, node: Value(0, null=True),
    Op.TEXT: lambda lowerer, node: lowerer.constant(TextConstant(node.value)),
    Op.PARAMETER: _parameter,
    Op.NEG: _negated,
    Op.ADD: _sum,
    Op.SUB: _sum,
    Op.MUL: _product,
    Op.DIV: _quotient,
    Op.LEAST: _extreme("<="),
    Op.GREATEST: _extreme(">="),
    Op.COALESCE: _coalesce,
    Op.CASE: _case,
    Op.ROUND: _round,
    Op.ADD_MONTHS: _call("add_months"),
    Op.YEAR: _call("year_of"),
}
