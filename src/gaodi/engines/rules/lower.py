"""Fifth pass: typed trees to straight-line integer form.

    event.amount * $rate  →  v1 = f0 * k0; n1 = n0 or m0; scale 2 + 6
Products stay exact (scales add up), quotients keep both integers, and rounding, half away from zero, happens only at a
ROUND and where the amount becomes fen. All branches of a CASE are computed and one is picked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from gaodi.engines.rules.draft import Draft, Expression
from gaodi.engines.rules.nodes import Kind, Node, Op, branches
from gaodi.engines.rules.plan import (
    NO,
    UNKNOWN,
    YES,
    Body,
    Constant,
    Form,
    Let,
    LikeConstant,
    Operand,
    ParameterConstant,
    Plan,
    SetConstant,
    TextConstant,
    Value,
)
from gaodi.engines.rules.spec import ProgrammeSpec

_FEN_PLACES = 2


def lower(draft: Draft) -> Draft:
    """Give the draft its plan.

    Raises: ProblemsFound: an earlier pass has refused something.
    """
    draft.refuse_problems()
    constants: list[Constant] = []
    amount, cap, top_up = draft.of("amount"), draft.of("cap"), draft.of("top_up")
    conditions = draft.conditions()
    plan = Plan(
        facts=draft.facts,
        constants=(),
        condition_ids=tuple(one.id for one in conditions),
        judge=_body(draft, constants, conditions, amount),
        settle=_body(draft, constants, [top_up] if top_up else [], cap),
    )
    return replace(draft, plan=replace(plan, constants=tuple(constants)))


def _body(
    draft: Draft, constants: list[Constant], tests: Iterable[Expression], money: Expression | None
) -> Body:
    lowerer = Lowerer(draft, constants)
    truths = tuple(lowerer.truth(one.node) for one in tests if one.node)
    value = lowerer.fen(money.node) if money and money.node else None
    return Body(tuple(sorted(lowerer.facts)), tuple(sorted(lowerer.used)), tuple(lowerer.lets), truths, value)


class Lowerer:
    """Writes one function's assignments; equal forms share one name."""

    def __init__(self, draft: Draft, constants: list[Constant]) -> None:
        self.spec: ProgrammeSpec = draft.spec
        self.order = {fact: index for index, fact in enumerate(draft.facts)}
        self.constants = constants
        self.facts: set[int] = set()
        self.used: set[int] = set()
        self.lets: list[Let] = []
        self._names: dict[Form, str] = {}

    def let(self, form: Operand) -> Operand:
        """A name for the form; plain operands are their own name."""
        if not isinstance(form, Form):
            return form
        if form not in self._names:
            self._names[form] = f"v{len(self.lets)}"
            self.lets.append(Let(self._names[form], form))
        return self._names[form]

    def constant(self, constant: Constant) -> Value:
        if constant not in self.constants:
            self.constants.append(constant)
        index = self.constants.index(constant)
        self.used.add(index)
        return Value(f"k{index}", null=f"m{index}" if constant.may_lack else False)

    def truth(self, node: Node) -> Operand:
        """The truth of a node of kind TRUTH."""
        return self.let(_TRUTHS[node.op](self, node))

    def value(self, node: Node) -> Value:
        """The value of a number, day or text."""
        value = _VALUES[node.op](self, node)
        return Value(self.let(value.top), self.let(value.bottom), self.let(value.null), value.scale)

    def fen(self, node: Node) -> Value:
        """The value as whole fen."""
        value = self.value(node)
        return self.rounded(value, _FEN_PLACES, _is_never_negative(node))

    def fact(self, node: Node) -> Value:
        index = self.order[node.value]
        self.facts.add(index)
        assert node.type is not None
        return Value(f"f{index}", null=f"n{index}", scale=node.type.scale)

    def rounded(self, value: Value, places: int, is_never_negative: bool) -> Value:
        """The value with so many decimals, halves away from zero."""
        top = times(value.top, 10 ** max(0, places - value.scale))
        bottom = times(value.bottom, 10 ** max(0, value.scale - places))
        if bottom == 1:
            rounded = self.let(top)
        else:
            rounded = self._quotient(self.let(top), self.let(bottom), is_never_negative)
        if places < 0:
            rounded = self.let(times(rounded, 10**-places))
        return Value(rounded, null=value.null, scale=max(0, places))

    def _quotient(self, top: Operand, bottom: Operand, is_never_negative: bool) -> Operand:
        twice = self.let(times(bottom, 2))
        up = Form("//", (Form("+", (times(top, 2), bottom)), twice))
        if is_never_negative:
            return self.let(up)
        down = Form("neg", (Form("//", (Form("-", (bottom, times(top, 2))), twice)),))
        return self.let(choose(Form(">=", (top, 0)), up, down))

    def aligned(self, nodes: Sequence[Node], scale: int) -> list[Value]:
        """The values of the nodes, all at one scale."""
        return [self.at_scale(self.value(node), scale) for node in nodes]

    def at_scale(self, value: Value, scale: int) -> Value:
        return replace(value, top=self.let(times(value.top, 10 ** (scale - value.scale))), scale=scale)

    def compared(self, op: str, left: Value, right: Value) -> Operand:
        """The truth of a comparison of two values, whatever their scales."""
        scale = max(left.scale, right.scale)
        left, right = self.at_scale(left, scale), self.at_scale(right, scale)
        test = Form(op, (times(left.top, right.bottom), times(right.top, left.bottom)))
        return unless(either(left.null, right.null), choose(test, YES, NO))

    def picked(self, selector: Operand, values: Sequence[Value]) -> Value:
        """The value whose position the selector holds; unknown where it is negative."""
        top, bottom, null = values[-1].top, values[-1].bottom, values[-1].null
        for index in range(len(values) - 2, -1, -1):
            here = Form("==", (selector, index))
            top = choose(here, values[index].top, top)
            bottom = choose(here, values[index].bottom, bottom)
            null = choose(here, values[index].null, null)
        null = either(Form("<", (selector, 0)), self.let(null))
        return Value(self.let(top), self.let(bottom), self.let(null), values[0].scale)

    def selector(self, node: Node) -> Operand:
        """Which branch of a CASE holds; -1 where that is unknown."""
        pairs, _ = branches(node)
        result: Operand = len(pairs)
        for index in range(len(pairs) - 1, -1, -1):
            test = self.truth(pairs[index][0])
            result = choose(is_(test, YES), index, choose(is_(test, UNKNOWN), -1, result))
        return self.let(result)


def times(left: Operand, right: Operand) -> Operand:
    if isinstance(left, int) and isinstance(right, int):
        return left * right
    if left == 1 or right == 1:
        return right if left == 1 else left
    return Form("*", (left, right))


def choose(test: Operand, then: Operand, otherwise: Operand) -> Operand:
    if test is True or test is False:
        return then if test else otherwise
    if type(then) is type(otherwise) and then == otherwise:
        return then
    return Form("if", (test, then, otherwise))


def is_(truth: Operand, wanted: int) -> Operand:
    return truth == wanted if isinstance(truth, int) else Form("==", (truth, wanted))


def either(*nulls: Operand) -> Operand:
    """Whether any of the flags is set."""
    flags = tuple(dict.fromkeys(null for null in nulls if null is not False))
    if any(flag is True for flag in flags):
        return True
    return Form("or", flags) if len(flags) > 1 else flags[0] if flags else False


def unless(null: Operand, truth: Operand) -> Operand:
    return choose(null, UNKNOWN, truth)


def _is_never_negative(node: Node) -> bool:
    return node.bounds is not None and node.bounds.low >= 0


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


_TRUTHS: dict[Op, Callable[[Lowerer, Node], Operand]] = {
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
    if not _is_never_negative(node.args[1]):
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


def both(left: Operand, right: Operand) -> Operand:
    if left is False or right is False:
        return False
    if left is True or right is True:
        return right if left is True else left
    return Form("and", (left, right))


def _case(lowerer: Lowerer, node: Node) -> Value:
    assert node.type is not None
    pairs, otherwise = branches(node)
    selector = lowerer.selector(node)
    return lowerer.picked(
        selector, lowerer.aligned([*(value for _, value in pairs), otherwise], node.type.scale)
    )


def _round(lowerer: Lowerer, node: Node) -> Value:
    return lowerer.rounded(lowerer.value(node.args[0]), node.value, _is_never_negative(node.args[0]))


def _call(name: str) -> Callable[[Lowerer, Node], Value]:
    def lowered(lowerer: Lowerer, node: Node) -> Value:
        values = [lowerer.value(arg) for arg in node.args]
        return Value(
            Form(name, tuple(value.top for value in values)), null=either(*(value.null for value in values))
        )

    return lowered


_VALUES: dict[Op, Callable[[Lowerer, Node], Value]] = {
    Op.FACT: Lowerer.fact,
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
