"""How an amount was computed, one line a step, along the branches that were taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from gaodi.engines.rules.evaluate import Evaluator, Seen, chosen_branch
from gaodi.engines.rules.nodes import Node, Op
from gaodi.engines.rules.wording import name_of, quantity
from gaodi.values.because import Quantity, Source

_SIGNS = {Op.ADD: "+", Op.SUB: "−", Op.MUL: "×", Op.DIV: "÷"}


@dataclass(frozen=True, slots=True)
class Step:
    """One line: what it is, how much, and how it joins the line above ('' starts, '=' is a result)."""

    label: str
    quantity: Quantity
    operator: str = ""
    source: str = ""
    status: str | None = None


@dataclass(frozen=True, slots=True)
class StepWriter:
    """Writes the steps of one row's amount."""

    evaluator: Evaluator
    sources: Mapping[str, Source]

    def steps(self, amount: Node) -> tuple[Step, ...]:
        """The lines, the last one the result; empty where the amount is unknown."""
        total = self.evaluator.see(amount)
        if total.value is None:
            return ()
        lines = self._lines(amount)
        return (*lines, Step("应得金额", quantity(amount.kind, total.value), "="))

    def _lines(self, node: Node) -> list[Step]:
        node = self._taken(node)
        if node.op in _SIGNS:
            left, right = node.args
            last = self._lines(right) if _is_chain(node.op, self._taken(right)) else [self._one(right)]
            return [*self._lines(left), replace(last[0], operator=_SIGNS[node.op]), *last[1:]]
        if node.op in (Op.LEAST, Op.GREATEST):
            return self._limited(node)
        if node.op is Op.ROUND:
            inner = self._lines(node.args[0])
            return inner if len(inner) == 1 else [*inner, self._result("取整后", node)]
        return [self._one(node)]

    def _limited(self, node: Node) -> list[Step]:
        """The first argument, and the limit that took its place, if one did."""
        first, *limits = node.args
        result = self.evaluator.see(node).value
        if self.evaluator.see(first).value == result:
            return self._lines(first)
        limit = next(one for one in limits if self.evaluator.see(one).value == result)
        word = "不超过" if node.op is Op.LEAST else "不低于"
        step = self._one(limit)
        return [*self._lines(first), replace(step, label=f"{word}{step.label}", operator="=")]

    def _taken(self, node: Node) -> Node:
        """The node that a CASE or COALESCE came down to."""
        while node.op in (Op.CASE, Op.COALESCE):
            branch = self._branch(node)
            if isinstance(branch, Seen):
                return node
            node = branch
        return node

    def _branch(self, node: Node) -> Node | Seen:
        if node.op is Op.CASE:
            return chosen_branch(self.evaluator, node)
        return next(arg for arg in node.args if self.evaluator.see(arg).value is not None)

    def _one(self, node: Node) -> Step:
        """A whole subtree as one line."""
        node = self._taken(node)
        value = self.evaluator.see(node).value
        if node.op is Op.PARAMETER:
            return self._parameter(node, value)
        if node.op is Op.FACT:
            source = self.sources.get(node.value.path)
            shown = quantity(node.kind, value, node.value)
            return Step(
                name_of(node.value),
                shown,
                "",
                source.title if source else "",
                source.status if source else None,
            )
        return self._result("规定数" if node.op is Op.NUMBER else "小计", node)

    def _parameter(self, node: Node, value: object) -> Step:
        parameter = self.evaluator.spec.parameter(node.value.name)
        assert parameter is not None
        entry = parameter.entry(node.value.key)
        assert entry is not None
        return Step(parameter.label, quantity(node.kind, value), "", entry.source.label, entry.status)

    def _result(self, label: str, node: Node) -> Step:
        return Step(
            label, quantity(node.kind, self.evaluator.see(node).value), "=" if node.op is Op.ROUND else ""
        )


def _is_chain(outer: Op, inner: Node) -> bool:
    """Whether the right side's own lines can follow without brackets: a + (b + c), a × (b × c)."""
    return (outer, inner.op) in ((Op.ADD, Op.ADD), (Op.MUL, Op.MUL))
