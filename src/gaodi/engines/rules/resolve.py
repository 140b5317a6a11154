"""Second pass: names to facts and parameters, and the conditions that every programme has.

event.board            →  FACT listing_event.board
$main_total, by a fact →  CASE WHEN fact = 'zichuan' THEN $main_total[zichuan] … ELSE $main_total[default] END
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from gaodi.engines.rules import series
from gaodi.engines.rules.dictionary import Dictionary, FactType, Table
from gaodi.engines.rules.draft import Draft, Expression, Wrong
from gaodi.engines.rules.nodes import FactRef, Node, Op, ParameterRef
from gaodi.engines.rules.spec import ParameterSpec, ProgrammeSpec
from gaodi.values.forms import did_you_mean


def resolve(draft: Draft) -> Draft:
    """Bind every name; add `term` and `window`; list the facts that the programme reads."""
    if draft.spec.for_each not in draft.dictionary:
        known = draft.dictionary.tables
        draft.report(
            "for_each",
            f"there is no fact table `{draft.spec.for_each}`",
            did_you_mean(draft.spec.for_each, known),
        )
        draft.refuse_problems()
    _check_party(draft, "paid_to", draft.spec.paid_to)
    _check_party(draft, "combine.stage_of", draft.spec.combine.stage_of)
    scope = Scope(draft.spec, draft.dictionary)
    draft = draft.each(lambda one: scope.bind(one.node) if one.node else None)
    _check_single_facts(draft)
    draft = replace(draft, expressions=draft.expressions + _implicit(draft))
    return replace(draft, facts=_facts(draft))


class Scope:
    """What names mean in one programme."""

    def __init__(self, spec: ProgrammeSpec, dictionary: Dictionary) -> None:
        self.spec = spec
        self.dictionary = dictionary
        self.grain = dictionary[spec.for_each]

    def bind(self, node: Node) -> Node:
        """The tree with facts and parameters in place of names.

        Raises: Wrong: a name that leads nowhere.
        """
        if node.op is Op.NAME:
            return Node(Op.FACT, value=self.fact(node.value))
        if node.op is Op.PARAMETER:
            return self._parameter(node.value)
        bound = replace(node, args=tuple(self.bind(arg) for arg in node.args))
        return _spread_sets(bound) if bound.op is Op.IN else bound

    def fact(self, parts: tuple[str, ...]) -> FactRef:
        """The fact that `event.board` or `company.unit.name` names.

        Raises: Wrong: no such table or column here.
        """
        table, links = self._follow(parts[:-1])
        if not table.stratum.is_below(self.spec.stratum):
            raise Wrong(
                f"fact table `{table.name}` is of stratum `{table.stratum.value}`, this rule of `{self.spec.stratum.value}`",
                "a rule reads only strata below its own",
            )
        column = table.column(parts[-1])
        if column is None:
            known = [one.name for one in table.columns]
            raise Wrong(
                f"column `{parts[-1]}` is not in fact table `{table.name}`", did_you_mean(parts[-1], known)
            )
        return FactRef(table.name, column.name, ".".join(parts), links, described=column)

    def _follow(self, words: tuple[str, ...]) -> tuple[Table, tuple[str, ...]]:
        table, links = self.grain, words
        if words[0] == table.alias:
            links = words[1:]
        for word in links:
            link = next((link for link in table.links if link.name == word), None)
            if link is None:
                known = [
                    *([self.grain.alias] if table is self.grain else []),
                    *(one.name for one in table.links),
                ]
                raise Wrong(
                    f"`{word}` leads nowhere from fact table `{table.name}`", did_you_mean(word, known)
                )
            table = self.dictionary[link.table]
        return table, links

    def _parameter(self, name: str) -> Node:
        parameter = self.spec.parameter(name)
        if parameter is None:
            known = [f"${one.name}" for one in self.spec.parameters]
            raise Wrong(f"there is no parameter `${name}`", did_you_mean(f"${name}", known))
        if parameter.by is None:
            return Node(Op.PARAMETER, value=ParameterRef(name))
        return self._keyed(parameter, parameter.by)

    def _keyed(self, parameter: ParameterSpec, by: str) -> Node:
        fact = self.fact(tuple(by.split(".")))
        if fact.described.type is not FactType.TEXT:
            raise Wrong(f"`${parameter.name}` is keyed by `{by}`, which is not a text fact")
        args: list[Node] = []
        for entry in parameter.entries:
            if entry.key != "default":
                test = Node(Op.EQ, (Node(Op.FACT, value=fact), Node(Op.TEXT, value=entry.key)))
                args += [test, Node(Op.PARAMETER, value=ParameterRef(parameter.name, entry.key))]
        default = parameter.entry("default")
        rest = Node(Op.PARAMETER, value=ParameterRef(parameter.name)) if default else Node(Op.NULL)
        return Node(Op.CASE, (*args, rest)) if args else rest


def _spread_sets(node: Node) -> Node:
    """IN over a keyed code list: CASE key … THEN x IN ($list[key]) …, so that IN itself sees plain lists only."""
    operand, *items = node.args
    keyed = [item for item in items if item.op is Op.CASE]
    if not keyed:
        return node
    plain = tuple(item for item in items if item.op is not Op.CASE)
    spread = [_spread(operand, item) for item in keyed]
    tests = ([Node(Op.IN, (operand, *plain))] if plain else []) + spread
    result = tests[0]
    for test in tests[1:]:
        result = Node(Op.OR, (result, test))
    return result


def _spread(operand: Node, case: Node) -> Node:
    def test(index: int, arg: Node) -> Node:
        is_condition = index % 2 == 0 and index < len(case.args) - 1
        return arg if is_condition or arg.op is Op.NULL else Node(Op.IN, (operand, arg))

    return replace(case, args=tuple(test(index, arg) for index, arg in enumerate(case.args)))


def _check_party(draft: Draft, path: str, name: str | None) -> None:
    grain = draft.dictionary[draft.spec.for_each]
    known = [grain.alias, *(link.name for link in grain.links)]
    if name is not None and name not in known:
        draft.report(path, f"`{name}` is not known from fact table `{grain.name}`", did_you_mean(name, known))


def _check_single_facts(draft: Draft) -> None:
    wanted = {"event_on": (FactType.DAY, "a day"), "ladder": (FactType.TEXT, "a text")}
    for role, (kind, words) in wanted.items():
        one = draft.of(role)
        if one is None or one.node is None:
            continue
        if one.node.op is not Op.FACT or one.node.value.described.type is not kind:
            draft.report(one.path, f"`{one.text}` must be one fact that is {words}")


def _implicit(draft: Draft) -> tuple[Expression, ...]:
    """The term of the rule and the window for claims, as conditions like any other."""
    rule = draft.spec.rule
    event = draft.of("event_on")
    if rule is None or (event is not None and event.node is None):
        return ()
    day = event.node if event and event.node else Node(Op.TODAY)
    term = Node(Op.GE, (day, Node(Op.PARAMETER, value=series.TERM_START)))
    if rule.valid.end is not None:
        before_end = Node(Op.LT, (day, Node(Op.PARAMETER, value=series.TERM_END)))
        term = Node(Op.AND, (term, before_end))
    found = [Expression("condition", "term", "rests_on.rule.valid", "", term)]
    if rule.window_days is not None:
        since = Node(Op.SUB, (Node(Op.TODAY), day))
        limit = Node(Op.PARAMETER, value=series.WINDOW_DAYS)
        window = Node(Op.BETWEEN, (since, Node(Op.NUMBER, value=Fraction(0)), limit))
        found.append(Expression("condition", "window", "rests_on.rule.window", "", window))
    return tuple(found)


def _facts(draft: Draft) -> tuple[FactRef, ...]:
    order = sorted(draft.expressions, key=lambda one: one.role != "event_on")
    return tuple(dict.fromkeys(fact for one in order if one.node for fact in one.node.facts()))
