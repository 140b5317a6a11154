"""Third pass: types and units. Money adds to money and multiplies by rates; counts are not money; codes exist.

event.amount * $rate  →  MONEY with 8 decimal places
event.amount + 3      →  MONEY: a bare number takes the kind of its neighbour, here yuan
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gaodi.engines.rules import series
from gaodi.engines.rules.draft import Draft, Expression, Wrong
from gaodi.engines.rules.kinds import WORDS, as_kind, unified, want
from gaodi.engines.rules.nodes import NUMERIC, FactRef, Kind, Node, Op, Type
from gaodi.engines.rules.spec import ProgrammeSpec
from gaodi.engines.rules.typing_rules import RULES
from gaodi.values.forms import did_you_mean

_WANTED = {
    "condition": Kind.TRUTH,
    "top_up": Kind.TRUTH,
    "amount": Kind.MONEY,
    "cap": Kind.MONEY,
    "event_on": Kind.DAY,
    "ladder": Kind.TEXT,
}


def assign_types(draft: Draft) -> Draft:
    """Give every node its type; compare every code with the vocabulary of its fact."""
    typer = Typer(draft.spec)
    _check_ladder(draft)
    return draft.each(lambda one: _whole(typer, one) if one.node else None)


def _whole(typer: Typer, one: Expression) -> Node:
    assert one.node is not None
    node = typer.typed(one.node)
    wanted = _WANTED[one.role]
    if node.kind is Kind.NUMBER and wanted is Kind.MONEY:
        return as_kind(node, wanted)
    if node.kind is not wanted:
        raise Wrong(f"`{one.text}` gives {WORDS[node.kind]}, but {WORDS[wanted]} is needed here")
    return node


def _check_ladder(draft: Draft) -> None:
    one = draft.of("ladder")
    if one is None or one.node is None or draft.spec.ladder is None:
        return
    for index, step in enumerate(draft.spec.ladder.steps):
        try:
            _check_code(one.node.value, step.code)
        except Wrong as wrong:
            draft.report(f"ladder.steps[{index}].code", wrong.message, wrong.suggestion)


class Typer:
    """Types the trees of one programme, from the leaves up."""

    def __init__(self, spec: ProgrammeSpec) -> None:
        self.spec = spec

    def typed(self, node: Node) -> Node:
        """The tree with types.

        Raises: Wrong: kinds that do not go together, or a code that its vocabulary lacks.
        """
        args = tuple(self.typed(arg) for arg in node.args)
        return RULES[node.op](self, replace(node, args=args))

    def parameter(self, node: Node) -> Node:
        return replace(node, type=series.type_of(self.spec, node.value))

    def codes(self, node: Node) -> tuple[str, ...]:
        """Every code that a text or a code list can mean."""
        if node.op is Op.TEXT:
            return (node.value,)
        if node.op is not Op.PARAMETER:
            return ()
        dated = series.dated_values(self.spec, node.value)
        return tuple(code for _, value in dated if isinstance(value, tuple) for code in value)

    def membership(self, node: Node) -> Node:
        operand, *items = node.args
        if operand.kind in NUMERIC or operand.kind is Kind.DAY:
            return self._one_of_numbers(operand, items)
        want(operand, Kind.TEXT)
        for item in items:
            if item.op not in (Op.TEXT, Op.PARAMETER) or item.kind not in (Kind.TEXT, Kind.CODES):
                raise Wrong("IN over text takes codes in quotes or a $parameter of codes")
            self._check_codes(operand, item)
        return replace(node, type=Type(Kind.TRUTH))

    def _one_of_numbers(self, operand: Node, items: Sequence[Node]) -> Node:
        result: Node | None = None
        for item in items:
            test = self.comparison(Node(Op.EQ, (operand, item)))
            result = test if result is None else Node(Op.OR, (result, test), type=Type(Kind.TRUTH))
        if result is None:
            raise Wrong("IN needs at least one value")
        return result

    def comparison(self, node: Node) -> Node:
        args = unified(node.args, node.op.value)
        kind = args[0].kind
        if node.op not in (Op.EQ, Op.NE) and kind not in NUMERIC and kind is not Kind.DAY:
            raise Wrong(f"{WORDS[kind]} has no order; `{node.op.value}` compares numbers and days")
        if kind is Kind.CODES:
            raise Wrong("a list of codes is compared with IN", "write IN ($codes)")
        if kind is Kind.TEXT and node.op in (Op.EQ, Op.NE):
            self._check_codes(args[0], args[1])
            self._check_codes(args[1], args[0])
        return replace(node, args=args, type=Type(Kind.TRUTH))

    def _check_codes(self, operand: Node, other: Node) -> None:
        if operand.op is not Op.FACT:
            return
        for code in self.codes(other):
            _check_code(operand.value, code)


def _check_code(fact: FactRef, code: str) -> None:
    known = fact.described.codes
    if known and code not in known:
        raise Wrong(f"`{code}` is not a code of `{fact.path}`", did_you_mean(code, known))
