"""Third pass: types and units. Money adds to money and multiplies by rates; counts are not money; codes exist.

event.amount * $rate  →  MONEY with 8 decimal places
event.amount + 3      →  MONEY: a bare number takes the kind of its neighbour, here yuan
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from gaodi.engines.rules import series
from gaodi.engines.rules.dictionary import FactType
from gaodi.engines.rules.draft import Draft, Expression, Wrong
from gaodi.engines.rules.forms import did_you_mean
from gaodi.engines.rules.nodes import COMPARISONS, NUMERIC, FactRef, Kind, Node, Op, Type
from gaodi.engines.rules.spec import ProgrammeSpec

_FACT_TYPES = {
    FactType.MONEY: Type(Kind.MONEY, 2),
    FactType.RATE: Type(Kind.RATE, 6),
    FactType.COUNT: Type(Kind.COUNT),
    FactType.DAY: Type(Kind.DAY),
    FactType.TEXT: Type(Kind.TEXT),
    FactType.FLAG: Type(Kind.TRUTH),
}
_NUMBERS = (Kind.MONEY, Kind.RATE, Kind.COUNT, Kind.DAYS, Kind.NUMBER)
_WANTED = {
    "condition": Kind.TRUTH,
    "top_up": Kind.TRUTH,
    "amount": Kind.MONEY,
    "cap": Kind.MONEY,
    "event_on": Kind.DAY,
    "ladder": Kind.TEXT,
}
_WORDS = {
    Kind.MONEY: "money",
    Kind.RATE: "a rate",
    Kind.COUNT: "a count",
    Kind.DAYS: "a number of days",
    Kind.DAY: "a day",
    Kind.TEXT: "text",
    Kind.TRUTH: "true or false",
    Kind.CODES: "a list of codes",
    Kind.NUMBER: "a number",
    Kind.NULL: "unknown",
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
        return _as(node, wanted)
    if node.kind is not wanted:
        raise Wrong(f"`{one.text}` gives {_WORDS[node.kind]}, but {_WORDS[wanted]} is needed here")
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
        return _RULES[node.op](self, replace(node, args=args))

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
        _want(operand, Kind.TEXT)
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
        args = _unified(node.args, node.op.value)
        kind = args[0].kind
        if node.op not in (Op.EQ, Op.NE) and kind not in NUMERIC and kind is not Kind.DAY:
            raise Wrong(f"{_WORDS[kind]} has no order; `{node.op.value}` compares numbers and days")
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


def _want(node: Node, *kinds: Kind) -> None:
    if node.kind not in kinds:
        wanted = " or ".join(_WORDS[kind] for kind in kinds)
        raise Wrong(f"{_WORDS[node.kind]} stands where {wanted} is needed")


def _as(node: Node, kind: Kind) -> Node:
    """A bare number, or NULL, taken as a value of that kind."""
    assert node.type is not None
    if (
        kind in (Kind.COUNT, Kind.DAYS, Kind.DAY)
        and node.type != Type(Kind.NUMBER)
        and node.kind is Kind.NUMBER
    ):
        raise Wrong(f"{_WORDS[kind]} is compared with a number that is not whole")
    return replace(node, type=replace(node.type, kind=kind))


def _unified(nodes: Sequence[Node], where: str) -> tuple[Node, ...]:
    """The nodes as values of one kind."""
    kinds = {node.kind for node in nodes} - {Kind.NUMBER, Kind.NULL}
    if kinds == {Kind.DAY} and any(node.kind is Kind.NUMBER for node in nodes):
        raise Wrong(f"`{where}` takes a day and a bare number", "write the day as DATE '2025-01-01'")
    if len(kinds) > 1:
        words = " and ".join(_WORDS[node.kind] for node in nodes if node.kind in kinds)
        hint = "write the day as DATE '2025-01-01'" if kinds == {Kind.DAY, Kind.TEXT} else None
        raise Wrong(f"`{where}` takes values of one kind, not {words}", hint)
    kind = kinds.pop() if kinds else Kind.NUMBER
    takes_kind = (Kind.NUMBER, Kind.NULL)
    if kind not in NUMERIC:
        takes_kind = (Kind.NULL, Kind.NULL)
        if any(node.kind is Kind.NUMBER for node in nodes):
            raise Wrong(f"`{where}` takes values of one kind, not {_WORDS[kind]} and a number")
    return tuple(_as(node, kind) if node.kind in takes_kind else node for node in nodes)


def _joined(nodes: Sequence[Node]) -> Type:
    """The type that holds any of the unified nodes."""
    types = [node.type for node in nodes if node.type is not None]
    return Type(nodes[0].kind, max(one.scale for one in types), any(one.ratio for one in types))


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
    _want(node.args[0], *_NUMBERS)
    return replace(node, type=node.args[0].type)


def _sum(typer: Typer, node: Node) -> Node:
    left, right = node.args
    if Kind.DAY in (left.kind, right.kind):
        return _day_sum(node)
    args = _unified(node.args, node.op.value)
    _want(args[0], *_NUMBERS)
    return replace(node, args=args, type=_joined(args))


def _day_sum(node: Node) -> Node:
    left, right = node.args
    if node.op is Op.SUB and left.kind is right.kind is Kind.DAY:
        return replace(node, type=Type(Kind.DAYS))
    day, days = (left, right) if left.kind is Kind.DAY else (right, left)
    if days.kind is Kind.NUMBER:
        days = _as(days, Kind.DAYS)
    if days.kind is not Kind.DAYS or (node.op is Op.SUB and day is right):
        raise Wrong(f"`{node.op.value}` cannot combine {_WORDS[left.kind]} and {_WORDS[right.kind]}")
    return replace(node, args=(day, days), type=Type(Kind.DAY))


def _product(typer: Typer, node: Node) -> Node:
    left, right = node.args
    for arg in node.args:
        _want(arg, *_NUMBERS)
    assert left.type is not None and right.type is not None
    kinds = {left.kind, right.kind}
    if left.kind is right.kind and left.kind in (Kind.MONEY, Kind.DAYS):
        raise Wrong(
            f"{_WORDS[left.kind]} times {_WORDS[right.kind]} means nothing", "multiply by a rate or a count"
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
        _want(arg, *_NUMBERS)
    assert left.type is not None and right.type is not None
    if right.kind is Kind.MONEY and left.kind is not Kind.MONEY:
        raise Wrong(f"{_WORDS[left.kind]} divided by money means nothing")
    if left.kind is right.kind is Kind.NUMBER:
        kind = Kind.NUMBER
    else:
        kind = Kind.MONEY if left.kind is Kind.MONEY and right.kind is not Kind.MONEY else Kind.RATE
    return replace(node, type=Type(kind, max(0, left.type.scale - right.type.scale), ratio=True))


def _logic(typer: Typer, node: Node) -> Node:
    for arg in node.args:
        _want(arg, Kind.TRUTH)
    return replace(node, type=Type(Kind.TRUTH))


def _between(typer: Typer, node: Node) -> Node:
    args = _unified(node.args, "BETWEEN")
    _want(args[0], Kind.DAY, *_NUMBERS)
    return replace(node, args=args, type=Type(Kind.TRUTH))


def _like(typer: Typer, node: Node) -> Node:
    _want(node.args[0], Kind.TEXT)
    return replace(node, type=Type(Kind.TRUTH))


def _is_null(typer: Typer, node: Node) -> Node:
    return replace(node, type=Type(Kind.TRUTH))


def _chosen(typer: Typer, node: Node) -> Node:
    """LEAST, GREATEST, COALESCE: one of the arguments."""
    args = _unified(node.args, node.op.name)
    if node.op is not Op.COALESCE:
        _want(args[0], Kind.DAY, *_NUMBERS)
    return replace(node, args=args, type=_joined(args))


def _case(typer: Typer, node: Node) -> Node:
    for condition in node.args[:-1:2]:
        _want(condition, Kind.TRUTH)
    values = _unified((*node.args[1:-1:2], node.args[-1]), "CASE")
    if all(value.op is Op.NULL for value in values):
        raise Wrong("every branch of this CASE is unknown")
    args = list(node.args)
    args[1:-1:2], args[-1] = values[:-1], values[-1]
    return replace(node, args=tuple(args), type=_joined(values))


def _round(typer: Typer, node: Node) -> Node:
    _want(node.args[0], *_NUMBERS)
    return replace(node, type=Type(node.args[0].kind, max(0, node.value)))


def _add_months(typer: Typer, node: Node) -> Node:
    day, months = node.args
    _want(day, Kind.DAY)
    if months.kind is Kind.NUMBER:
        months = _as(months, Kind.COUNT)
    _want(months, Kind.COUNT)
    return replace(node, args=(day, months), type=Type(Kind.DAY))


def _year(typer: Typer, node: Node) -> Node:
    _want(node.args[0], Kind.DAY)
    return replace(node, type=Type(Kind.COUNT))


_RULES: dict[Op, Callable[[Typer, Node], Node]] = {
    Op.NUMBER: _number,
    Op.TEXT: _constant(Type(Kind.TEXT)),
    Op.FLAG: _constant(Type(Kind.TRUTH)),
    Op.DAY: _constant(Type(Kind.DAY)),
    Op.TODAY: _constant(Type(Kind.DAY)),
    Op.NULL: _constant(Type(Kind.NULL)),
    Op.FACT: _fact,
    Op.PARAMETER: Typer.parameter,
    Op.NEG: _negated,
    Op.ADD: _sum,
    Op.SUB: _sum,
    Op.MUL: _product,
    Op.DIV: _quotient,
    **dict.fromkeys(COMPARISONS, Typer.comparison),
    Op.BETWEEN: _between,
    Op.IN: Typer.membership,
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
