"""The slow, obvious evaluator: walks a typed tree with exact fractions and remembers why a value is unknown.

It explains answers, and it is the second opinion to the generated kernel: both must always agree.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from gaodi.engines.rules import series
from gaodi.engines.rules.check import fact_range
from gaodi.engines.rules.civil import add_months, year_of
from gaodi.engines.rules.codebook import like_pattern
from gaodi.engines.rules.dictionary import FactType
from gaodi.engines.rules.nodes import FactRef, Kind, Node, Op, branches
from gaodi.engines.rules.spec import ProgrammeSpec
from gaodi.values.money import round_half_up
from gaodi.values.periods import day_of


@dataclass(frozen=True, slots=True)
class Lack:
    """One reason why something cannot be said, in Chinese; `fact` where a fact is missing."""

    words: str
    fact: FactRef | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A value: Fraction in its own unit (yuan, not fen), day number, text, bool or set of codes; None is unknown."""

    value: Any
    lacks: tuple[Lack, ...] = ()


@dataclass(frozen=True, slots=True)
class Evaluator:
    """Evaluates the trees of one programme for one row.

    `facts` holds plan values by path, texts as text. `event_on` is the day by which parameters are taken.
    """

    spec: ProgrammeSpec
    facts: Mapping[str, int | str | None]
    on: int
    event_on: int | None

    def see(self, node: Node) -> Seen:
        """The value of a tree, or why there is none."""
        return _RULES[node.op](self, node)

    @property
    def event_date(self) -> date | None:
        return day_of(self.event_on) if self.event_on is not None else None

    def parameter(self, node: Node) -> Seen:
        value = series.value_on(self.spec, node.value, self.event_date)
        if value is None:
            words = (
                "事项日期不明，无法取用当日参数"
                if self.event_on is None
                else f"当日没有参数“{self.label_of(node)}”"
            )
            return Seen(None, (Lack(words),))
        if isinstance(value, tuple):
            return Seen(frozenset(value))
        return Seen(value if node.kind is Kind.DAY else _unscaled(node, value))

    def label_of(self, node: Node) -> str:
        parameter = self.spec.parameter(node.value.name)
        return parameter.label if parameter else str(node.value)

    def fact(self, node: Node) -> Seen:
        fact: FactRef = node.value
        value = self.facts.get(fact.path)
        if value is None:
            return Seen(None, (Lack(f"缺少“{fact.label}”这项事实", fact),))
        if fact.described.type is FactType.FLAG:
            return Seen(bool(value))
        if isinstance(value, str):
            return Seen(value)
        low, high = fact_range(fact)
        if not low <= value <= high:
            return Seen(None, (Lack(f"“{fact.label}”的数值超出合理范围", fact),))
        return Seen(value if node.kind is Kind.DAY else _unscaled(node, value))

    def all(self, node: Node, make: Callable[..., Any]) -> Seen:
        """`make` of all arguments; unknown if any is."""
        seen = [self.see(arg) for arg in node.args]
        lacks = _merged(seen)
        if any(one.value is None for one in seen):
            return Seen(None, lacks)
        return Seen(make(*(one.value for one in seen)))


def _unscaled(node: Node, value: int) -> Fraction:
    assert node.type is not None
    return Fraction(value, 10**node.type.scale)


def _merged(seen: list[Seen]) -> tuple[Lack, ...]:
    return tuple(dict.fromkeys(lack for one in seen for lack in one.lacks if one.value is None))


def _plain(make: Callable[..., Any]) -> Callable[[Evaluator, Node], Seen]:
    return lambda evaluator, node: evaluator.all(node, make)


def _quotient(evaluator: Evaluator, node: Node) -> Seen:
    left, right = (evaluator.see(arg) for arg in node.args)
    if left.value is None or right.value is None:
        return Seen(None, _merged([left, right]))
    if right.value == 0:
        return Seen(None, (Lack("除数为零，无法计算"),))
    return Seen(left.value / right.value)


def _and(evaluator: Evaluator, node: Node) -> Seen:
    return _kleene(evaluator, node, False)


def _or(evaluator: Evaluator, node: Node) -> Seen:
    return _kleene(evaluator, node, True)


def _kleene(evaluator: Evaluator, node: Node, decisive: bool) -> Seen:
    seen = [evaluator.see(arg) for arg in node.args]
    if any(one.value is decisive for one in seen):
        return Seen(decisive)
    return Seen(None, _merged(seen)) if any(one.value is None for one in seen) else Seen(not decisive)


def _between(evaluator: Evaluator, node: Node) -> Seen:
    value, low, high = node.args
    above, below = Node(Op.GE, (value, low)), Node(Op.LE, (value, high))
    return evaluator.see(Node(Op.AND, (above, below)))


def _membership(evaluator: Evaluator, node: Node) -> Seen:
    def is_member(value: str, *items: str | frozenset[str]) -> bool:
        return any(value == item if isinstance(item, str) else value in item for item in items)

    return evaluator.all(node, is_member)


def _like(evaluator: Evaluator, node: Node) -> Seen:
    return evaluator.all(node, lambda text: like_pattern(node.value).fullmatch(text) is not None)


def chosen_branch(evaluator: Evaluator, node: Node) -> Node | Seen:
    """The branch of a CASE that holds, or what is unknown about which one does."""
    pairs, otherwise = branches(node)
    for condition, value in pairs:
        seen = evaluator.see(condition)
        if seen.value is None:
            return seen
        if seen.value:
            return value
    return otherwise


def _case(evaluator: Evaluator, node: Node) -> Seen:
    branch = chosen_branch(evaluator, node)
    return branch if isinstance(branch, Seen) else evaluator.see(branch)


def _coalesce(evaluator: Evaluator, node: Node) -> Seen:
    seen = [evaluator.see(arg) for arg in node.args]
    return next((one for one in seen if one.value is not None), Seen(None, _merged(seen)))


def _round(evaluator: Evaluator, node: Node) -> Seen:
    step = Fraction(10) ** -node.value
    return evaluator.all(node, lambda value: round_half_up(*(value / step).as_integer_ratio()) * step)


_RULES: dict[Op, Callable[[Evaluator, Node], Seen]] = {
    Op.NUMBER: lambda evaluator, node: Seen(node.value),
    Op.TEXT: lambda evaluator, node: Seen(node.value),
    Op.FLAG: lambda evaluator, node: Seen(node.value),
    Op.DAY: lambda evaluator, node: Seen(node.value),
    Op.TODAY: lambda evaluator, node: Seen(evaluator.on),
    Op.NULL: lambda evaluator, node: Seen(None, (Lack("规则没有规定这种情形"),)),
    Op.FACT: Evaluator.fact,
    Op.PARAMETER: Evaluator.parameter,
    Op.NEG: _plain(lambda value: -value),
    Op.ADD: _plain(lambda left, right: left + right),
    Op.SUB: _plain(lambda left, right: left - right),
    Op.MUL: _plain(lambda left, right: left * right),
    Op.DIV: _quotient,
    Op.EQ: _plain(lambda left, right: left == right),
    Op.NE: _plain(lambda left, right: left != right),
    Op.LT: _plain(lambda left, right: left < right),
    Op.LE: _plain(lambda left, right: left <= right),
    Op.GT: _plain(lambda left, right: left > right),
    Op.GE: _plain(lambda left, right: left >= right),
    Op.BETWEEN: _between,
    Op.IN: _membership,
    Op.LIKE: _like,
    Op.IS_NULL: lambda evaluator, node: Seen(evaluator.see(node.args[0]).value is None),
    Op.NOT: _plain(lambda value: not value),
    Op.AND: _and,
    Op.OR: _or,
    Op.CASE: _case,
    Op.COALESCE: _coalesce,
    Op.LEAST: _plain(min),
    Op.GREATEST: _plain(max),
    Op.ROUND: _round,
    Op.ADD_MONTHS: _plain(lambda day, months: add_months(int(day), int(months))),
    Op.YEAR: _plain(lambda day: Fraction(year_of(int(day)))),
}
