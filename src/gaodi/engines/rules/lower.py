"""Fifth pass: typed trees to straight-line integer form.

    event.amount * $rate  →  v1 = f0 * k0; n1 = n0 or m0; scale 2 + 6
Products stay exact (scales add up), quotients keep both integers, and rounding, half away from zero, happens only at a
ROUND and where the amount becomes fen. All branches of a CASE are computed and one is picked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from gaodi.engines.rules.draft import Draft, Expression
from gaodi.engines.rules.lower_truths import TRUTHS
from gaodi.engines.rules.lower_values import VALUES, is_never_negative
from gaodi.engines.rules.nodes import Node, branches
from gaodi.engines.rules.plan import NO, UNKNOWN, YES, Body, Constant, Form, Let, Operand, Plan, Value
from gaodi.engines.rules.plan_algebra import choose, either, is_, times, unless
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
        return self.let(TRUTHS[node.op](self, node))

    def value(self, node: Node) -> Value:
        """The value of a number, day or text."""
        value = VALUES[node.op](self, node)
        return Value(self.let(value.top), self.let(value.bottom), self.let(value.null), value.scale)

    def fen(self, node: Node) -> Value:
        """The value as whole fen."""
        value = self.value(node)
        return self.rounded(value, _FEN_PLACES, is_never_negative(node))

    def fact(self, node: Node) -> Value:
        index = self.order[node.value]
        self.facts.add(index)
        assert node.type is not None
        return Value(f"f{index}", null=f"n{index}", scale=node.type.scale)

    def rounded(self, value: Value, places: int, never_negative: bool) -> Value:
        """The value with so many decimals, halves away from zero."""
        top = times(value.top, 10 ** max(0, places - value.scale))
        bottom = times(value.bottom, 10 ** max(0, value.scale - places))
        if bottom == 1:
            rounded = self.let(top)
        else:
            rounded = self._quotient(self.let(top), self.let(bottom), never_negative)
        if places < 0:
            rounded = self.let(times(rounded, 10**-places))
        return Value(rounded, null=value.null, scale=max(0, places))

    def _quotient(self, top: Operand, bottom: Operand, never_negative: bool) -> Operand:
        twice = self.let(times(bottom, 2))
        up = Form("//", (Form("+", (times(top, 2), bottom)), twice))
        if never_negative:
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
