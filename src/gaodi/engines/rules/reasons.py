"""Why a condition holds or not: the value seen, the threshold in words, the distance, and the same for its parts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from gaodi.engines.rules.evaluate import Evaluator, Seen
from gaodi.engines.rules.nodes import COMPARISONS, NUMERIC, FactRef, Kind, Node, Op
from gaodi.engines.rules.wording import (
    code_label,
    decimal_of,
    flag_label,
    name_of,
    number_label,
    quantity,
)
from gaodi.values.because import ALL_OF, ANY_OF, Because, Distance, Quantity, Source, Truth, Unit
from gaodi.values.periods import day_of

_TURNED = {Op.LT: Op.GT, Op.GT: Op.LT, Op.LE: Op.GE, Op.GE: Op.LE, Op.EQ: Op.EQ, Op.NE: Op.NE}
_OPPOSITE = {Op.LT: Op.GE, Op.GE: Op.LT, Op.LE: Op.GT, Op.GT: Op.LE, Op.EQ: Op.NE, Op.NE: Op.EQ}
_THAN = {Op.LT: "低于 ", Op.LE: "不超过 ", Op.GT: "高于 ", Op.GE: "不低于 ", Op.EQ: "", Op.NE: "不是"}
_DAY_THAN = {Op.LT: "早于 ", Op.LE: "不晚于 ", Op.GT: "晚于 ", Op.GE: "不早于 ", Op.EQ: "", Op.NE: "不是 "}
_GAUGE_PLACES = 4
_LONGEST_LIST = 8
WITHHELD = "由办公端掌握"


@dataclass(frozen=True, slots=True)
class Reasoner:
    """Explains the trees of one row. `hidden` are the paths of facts that the reader may not see."""

    evaluator: Evaluator
    sources: Mapping[str, Source]
    hidden: Collection[str] = ()

    def because(self, node: Node, claim: str) -> Because:
        """The reason for one condition, with its parts below it where it has several."""
        seen = self.evaluator.see(node)
        truth = Truth.UNKNOWN if seen.value is None else Truth.YES if seen.value else Truth.NO
        facts = node.facts()
        because = replace(self._shown(node), claim=claim, truth=truth, source=self._source(facts))
        if seen.value is None:
            because = replace(because, reason=words_of(seen))
        if any(fact.path in self.hidden for fact in facts):
            return Because(claim, truth, threshold=because.threshold, reason=WITHHELD, withheld=True)
        return because

    def _source(self, facts: tuple[FactRef, ...]) -> Source | None:
        return next((self.sources[fact.path] for fact in facts if fact.path in self.sources), None)

    def _shown(self, node: Node) -> Because:
        """Value, threshold, distance and parts; claim and truth are filled in by the caller."""
        node = _without_not(node)
        if node.op in COMPARISONS:
            return self._comparison(node)
        if node.op is Op.BETWEEN:
            return self._between(node)
        if node.op is Op.IN:
            return self._membership(node, "")
        if node.op is Op.NOT and node.args[0].op is Op.IN:
            return self._membership(node.args[0], "不属于")
        if node.op in (Op.AND, Op.OR):
            return self._parts(node)
        return self._single(node)

    def _single(self, node: Node) -> Because:
        """A flag, a LIKE, an IS NULL: a value against a word."""
        inner = node.args[0] if node.op is Op.NOT else node
        wanted = node.op is not Op.NOT
        if inner.op is Op.FACT:
            threshold = Quantity(wanted, Unit.FLAG, flag_label(wanted, inner.value))
            return Because("", Truth.UNKNOWN, value=self._value(inner), threshold=threshold)
        if inner.op is Op.IS_NULL:
            words = "没有记录" if wanted else "须有记录"
            return Because("", Truth.UNKNOWN, value=self._value(inner.args[0]), threshold=_words(words))
        if inner.op is Op.LIKE:
            words = f"{'' if wanted else '不'}符合“{inner.value}”"
            return Because("", Truth.UNKNOWN, value=self._value(inner.args[0]), threshold=_words(words))
        return Because("", Truth.UNKNOWN)

    def _parts(self, node: Node) -> Because:
        parts = _flattened(node, node.op)
        children = tuple(self.because(part, self._claim(part)) for part in parts)
        words = ALL_OF if node.op is Op.AND else ANY_OF
        return Because("", Truth.UNKNOWN, threshold=_words(words), children=children)

    def _claim(self, part: Node) -> str:
        """A part of a condition has no words of its own; its facts and threshold make them."""
        names = "、".join(name_of(fact) for fact in part.facts()) or "条件"
        threshold = self._shown(part).threshold
        return f"{names}：{threshold.label}" if threshold else names

    def _value(self, node: Node) -> Quantity | None:
        seen = self.evaluator.see(node)
        return None if seen.value is None else quantity(node.kind, seen.value, _fact_of(node))

    def _comparison(self, node: Node) -> Because:
        left, right = node.args
        op = node.op
        if not left.facts() and right.facts():
            left, right, op = right, left, _TURNED[op]
        fact = _fact_of(left)
        limit = self.evaluator.see(right)
        value = self._value(left)
        if limit.value is None:
            return Because("", Truth.UNKNOWN, value=value)
        threshold = self._threshold(left, right, op, limit, fact)
        distance = None
        if value is not None and op not in (Op.EQ, Op.NE):
            distance = _distance(left.kind, self.evaluator.see(left).value, limit.value, op, fact)
        return Because("", Truth.UNKNOWN, value=value, threshold=threshold, distance=distance)

    def _threshold(self, left: Node, right: Node, op: Op, limit: Seen, fact: FactRef | None) -> Quantity:
        bare = quantity(left.kind, limit.value, fact)
        words = _DAY_THAN if left.kind is Kind.DAY else _THAN
        suffix = f"（{name_of(right.value)}）" if right.op is Op.FACT else ""
        return replace(bare, label=f"{words[op]}{bare.label}{suffix}")

    def _between(self, node: Node) -> Because:
        operand = node.args[0]
        fact = _fact_of(operand)
        seen, least, most = (self.evaluator.see(arg).value for arg in node.args)
        if least is None or most is None:
            return Because("", Truth.UNKNOWN, value=self._value(operand))
        ends = [quantity(operand.kind, end, fact).label for end in (least, most)]
        distance = None
        if seen is not None:
            op, limit = (Op.GE, least) if seen < least else (Op.LE, most)
            distance = _distance(operand.kind, seen, limit, op, fact)
        threshold = _words(f"{ends[0]} 至 {ends[1]}")
        return Because("", Truth.UNKNOWN, value=self._value(operand), threshold=threshold, distance=distance)

    def _membership(self, node: Node, prefix: str) -> Because:
        operand, *items = node.args
        fact = _fact_of(operand)
        codes: list[str] = []
        for item in items:
            value = self.evaluator.see(item).value
            codes += [value] if isinstance(value, str) else _in_order(value or (), fact)
        label = prefix + (
            self._list_name(items, codes) or "、".join(code_label(code, fact) for code in codes)
        )
        threshold = Quantity(tuple(codes), Unit.TEXT, label) if codes else None
        return Because("", Truth.UNKNOWN, value=self._value(operand), threshold=threshold)

    def _list_name(self, items: Sequence[Node], codes: Sequence[str]) -> str | None:
        """A long list that is one parameter goes by the parameter's own label."""
        if len(codes) <= _LONGEST_LIST or len(items) != 1 or items[0].op is not Op.PARAMETER:
            return None
        parameter = self.evaluator.spec.parameter(items[0].value.name)
        return parameter.label if parameter else None

    def term(self, first: date, last: date | None, day: Node, node: Node) -> Because:
        """The reason for the implicit condition `term`."""
        words = f"{first.isoformat()} 至 {last.isoformat()}" if last else f"{first.isoformat()} 起"
        because = self.because(node, "事项发生在规定的有效期内")
        seen = self.evaluator.see(day).value
        distance = None if seen is None else _term_distance(first, last, day_of(seen))
        return replace(
            because, value=self._value(day), threshold=_words(words), distance=distance, children=()
        )

    def window(self, days: int, node: Node) -> Because:
        """The reason for the implicit condition `window`."""
        because = self.because(node, f"事项发生后 {days} 天内申领")
        since = self.evaluator.see(node.args[0]).value
        threshold = Quantity(days, Unit.DAYS, f"不超过 {days} 天")
        if since is None:
            return replace(because, threshold=threshold)
        if since < 0:
            value = Quantity(int(since), Unit.DAYS, "尚未发生")
            return replace(because, value=value, threshold=threshold, distance=None)
        value = Quantity(int(since), Unit.DAYS, f"第 {int(since)} 天")
        distance = _distance(Kind.DAYS, Fraction(since), Fraction(days), Op.LE, None)
        return replace(because, value=value, threshold=threshold, distance=distance)


def words_of(seen: Seen) -> str:
    """Why a value is unknown, in one sentence."""
    return "；".join(lack.words for lack in seen.lacks) or "缺少事实"


def _words(label: str) -> Quantity:
    return Quantity(label, Unit.TEXT, label)


def _fact_of(node: Node) -> FactRef | None:
    return node.value if node.op is Op.FACT else None


def _in_order(codes: Collection[str], fact: FactRef | None) -> list[str]:
    """Codes as their vocabulary lists them."""
    known = list(fact.described.codes) if fact else []
    return sorted(codes, key=lambda code: (known.index(code) if code in known else len(known), code))


def _flattened(node: Node, op: Op) -> list[Node]:
    if node.op is not op:
        return [node]
    return [part for arg in node.args for part in _flattened(arg, op)]


def _without_not(node: Node) -> Node:
    """NOT moved into comparisons, and double NOT removed."""
    if node.op is not Op.NOT:
        return node
    inner = node.args[0]
    if inner.op is Op.NOT:
        return _without_not(inner.args[0])
    return replace(inner, op=_OPPOSITE[inner.op]) if inner.op in COMPARISONS else node


def _distance(kind: Kind, value: Fraction, limit: Fraction, op: Op, fact: FactRef | None) -> Distance | None:
    """How far a number is from its limit; none for texts and flags."""
    if kind not in NUMERIC and kind is not Kind.DAY:
        return None
    is_upper = op in (Op.LT, Op.LE)
    is_met = {Op.LT: value < limit, Op.LE: value <= limit, Op.GT: value > limit, Op.GE: value >= limit}[op]
    gap = number_label(kind, Fraction(abs(value - limit)), fact)
    if kind is Kind.DAY:
        label = f"{'早' if value < limit else '晚'} {gap}" if value != limit else "正是当日"
        return Distance(label, short=not is_met)
    word = ("余" if is_met else "超出") if is_upper else ("高出" if is_met else "差")
    return Distance(f"{word} {gap}", _share(value, limit), short=not is_met)


def _share(value: Fraction, limit: Fraction) -> Decimal | None:
    if limit <= 0:
        return None
    return decimal_of(max(Fraction(0), min(Fraction(1), Fraction(value) / limit)), _GAUGE_PLACES)


def _term_distance(first: date, last: date | None, day: date) -> Distance | None:
    if day < first:
        return Distance(f"早 {(first - day).days} 天")
    if last is not None and day > last:
        return Distance(f"晚 {(day - last).days} 天")
    return None
