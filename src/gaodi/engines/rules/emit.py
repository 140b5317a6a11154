"""Last pass: the plan as Python text.

Two functions, `judge` and `settle`, over (facts, on, constants). Their bodies hold only arithmetic, comparisons and
conditional expressions over integers; the head, which unpacks rows with None for unknown, is the scalar caller's. The
constants are all values, then the null flags of those that may lack one. No code of the code book and no value of a
parameter stands in the text, so it lives as long as the formula does.
"""

from __future__ import annotations

from dataclasses import replace

from gaodi.engines.rules.check import fact_range
from gaodi.engines.rules.dictionary import FactType
from gaodi.engines.rules.draft import Draft
from gaodi.engines.rules.plan import Body, Form, Operand, Plan, Value

_CALLS = ("add_months", "year_of")


def emit(draft: Draft) -> Draft:
    """Give the draft its generated source."""
    assert draft.plan is not None
    return replace(draft, source=write(draft.plan))


def write(plan: Plan) -> str:
    """The module text of a plan."""
    parts = [
        _function(plan, "judge", plan.judge, _judgement(plan)),
        _function(plan, "settle", plan.settle, _terms(plan)),
    ]
    return "\n\n".join(parts)


def _function(plan: Plan, name: str, body: Body, tail: list[str]) -> str:
    lines = [f"def {name}(facts, on, constants):", *_head(plan, body)]
    lines += [f"    {let.target} = {_text(let.form)}" for let in body.lets]
    return "\n".join([*lines, *tail]) + "\n"


def _head(plan: Plan, body: Body) -> list[str]:
    names = [f"f{index}" for index in range(len(plan.facts))]
    lines = [f"    ({', '.join(names)},) = facts"] if body.facts else []
    if body.constants:
        names = [f"k{index}" for index in range(len(plan.constants))]
        names += [f"m{index}" for index, constant in enumerate(plan.constants) if constant.may_lack]
        lines.append(f"    ({', '.join(names)},) = constants")
    for index in body.facts:
        lines += _fact_head(plan, index)
    return lines


def _fact_head(plan: Plan, index: int) -> list[str]:
    fact = plan.facts[index]
    note = f"  # {fact.path}"
    kind = fact.described.type
    if kind is FactType.FLAG:
        return [f"    f{index} = 1 if f{index} is None else 2 if f{index} else 0{note}"]
    if kind is FactType.TEXT:
        return [f"    n{index} = f{index} is None{note}"]
    low, high = fact_range(fact)
    return [
        f"    n{index} = f{index} is None or not {low} <= f{index} <= {high}{note}",
        f"    if n{index}:",
        f"        f{index} = 0",
    ]


def _judgement(plan: Plan) -> list[str]:
    truths = [_text(truth) for truth in plan.judge.truths]
    lines = [f"    verdict = {truths[0]}"]
    for truth in truths[1:]:
        lines += [f"    if {truth} < verdict:", f"        verdict = {truth}"]
    named = dict(zip(plan.condition_ids, truths, strict=True))
    all_but_one = f"verdict == 0 and {' + '.join(truths)} == {2 * len(truths) - 2}"
    near = " and ".join(
        [all_but_one, *(f"{named[name]} != 0" for name in ("term", "window") if name in named)]
    )
    term, window = named.get("term", "2"), named.get("window", "2")
    amount = _optional(plan.judge.money)
    return [
        *lines,
        f"    near = {near}",
        f"    return verdict, ({', '.join(truths)},), {amount}, near, {term}, {window}",
    ]


def _terms(plan: Plan) -> list[str]:
    top_up = _text(plan.settle.truths[0]) if plan.settle.truths else "0"
    return [f"    return {top_up}, {_optional(plan.settle.money)}"]


def _optional(value: Value | None) -> str:
    if value is None or value.null is True:
        return "None"
    if value.null is False:
        return _text(value.top)
    return f"None if {_text(value.null)} else {_text(value.top)}"


def _text(form: Operand) -> str:
    if not isinstance(form, Form):
        return str(form)
    args = [_inner(arg) for arg in form.args]
    if form.op == "if":
        return f"{args[1]} if {args[0]} else {args[2]}"
    if form.op == "neg":
        return f"-{args[0]}"
    if form.op in _CALLS:
        return f"{form.op}({', '.join(args)})"
    return f" {form.op} ".join(args)


def _inner(arg: Operand) -> str:
    text = _text(arg)
    return f"({text})" if isinstance(arg, Form) and arg.op not in _CALLS else text
