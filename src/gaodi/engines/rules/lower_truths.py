"""How each operation that gives a truth is lowered; called by `Lowerer.truth`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from gaodi.engines.rules.nodes import Kind, Node, Op, branches
from gaodi.engines.rules.plan import NO, UNKNOWN, YES, Constant, Form, LikeConstant, Operand, SetConstant
from gaodi.engines.rules.plan_algebra import choose, either, is_, unless

if TYPE_CHECKING:
    from gaodi.engines.rules.lower import Lowerer


def _flag_truth(lowerer: Lowerer, node: Node) -> Operand:
    return lowerer.fact(node).top


def _comparison(lowerer: Lowerer, node: Node) -> Operand:
    op = {Op.EQ: "==", Op.NE: "!="}.get(node.op, node.op.value)
    left, right = node.args
    if left.kind is Kind.TRUTH:
        a, b = lowerer.truth(left), lowerer.truth(right)
        return unless(either(is_(a, UNKNOWN), is_(b, UNKNOWN)), choose(Form(op, (a, b)), YES, NO))
    return lowerer.compared(op, lowerer.value(left), lowerer.value(right))


def _between(lowerer: Lowerer, node: Node) -> Operand:
    value, low, high = (lowerer.value(arg) for arg in node.args)
    above = lowerer.let(lowerer.compared(">=", value, low))
    below = lowerer.let(lowerer.compared("<=", value, high))
    return choose(Form("<", (above, below)), above, below)


def _membership(lowerer: Lowerer, node: Node) -> Operand:
    operand, *items = node.args
    constant = SetConstant(tuple(item.value for item in items))
    return _in_set(lowerer, operand, constant)


def _in_set(lowerer: Lowerer, operand: Node, constant: Constant) -> Operand:
    value, codes = lowerer.value(operand), lowerer.constant(constant)
    return unless(either(value.null, codes.null), choose(Form("in", (value.top, codes.top)), YES, NO))


def _is_null(lowerer: Lowerer, node: Node) -> Operand:
    inner = node.args[0]
    if inner.kind is Kind.TRUTH:
        return choose(is_(lowerer.truth(inner), UNKNOWN), YES, NO)
    return choose(lowerer.value(inner).null, YES, NO)


def _not(lowerer: Lowerer, node: Node) -> Operand:
    inner = lowerer.truth(node.args[0])
    return YES - inner if isinstance(inner, int) else Form("-", (YES, inner))


def _kleene(op: str) -> Callable[[Lowerer, Node], Operand]:
    def lowered(lowerer: Lowerer, node: Node) -> Operand:
        left, right = (lowerer.truth(arg) for arg in node.args)
        return choose(Form(op, (left, right)), left, right)

    return lowered


def _case_truth(lowerer: Lowerer, node: Node) -> Operand:
    pairs, otherwise = branches(node)
    selector = lowerer.selector(node)
    result = lowerer.truth(otherwise)
    for index in range(len(pairs) - 1, -1, -1):
        result = choose(Form("==", (selector, index)), lowerer.truth(pairs[index][1]), result)
    return choose(Form("<", (selector, 0)), UNKNOWN, result)


def _coalesce_truth(lowerer: Lowerer, node: Node) -> Operand:
    result = lowerer.truth(node.args[-1])
    for arg in reversed(node.args[:-1]):
        truth = lowerer.truth(arg)
        result = choose(is_(truth, UNKNOWN), result, truth)
    return result


TRUTHS: dict[Op, Callable[[Lowerer, Node], Operand]] = {
    Op.FACT: _flag_truth,
    Op.FLAG: lambda lowerer, node: YES if node.value else NO,
    Op.NULL: lambda lowerer, node: UNKNOWN,
    Op.EQ: _comparison,
    Op.NE: _comparison,
    Op.LT: _comparison,
    Op.LE: _comparison,
    Op.GT: _comparison,
    Op.GE: _comparison,
    Op.BETWEEN: _between,
    Op.IN: _membership,
    Op.LIKE: lambda lowerer, node: _in_set(lowerer, node.args[0], LikeConstant(node.value)),
    Op.IS_NULL: _is_null,
    Op.NOT: _not,
    Op.AND: _kleene("<"),
    Op.OR: _kleene(">"),
    Op.CASE: _case_truth,
    Op.COALESCE: _coalesce_truth,
}
