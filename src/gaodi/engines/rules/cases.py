"""Worked cases are run, and counted: a programme without a case for yes, no, unknown and each condition is not done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from gaodi.engines.rules.codebook import CodeBook
from gaodi.engines.rules.compiling import CompiledProgramme
from gaodi.engines.rules.dictionary import FactType
from gaodi.engines.rules.nodes import FactRef
from gaodi.engines.rules.run import BoundProgramme, Judgement, bind, is_in_range, truth_of
from gaodi.engines.rules.spec import CaseSpec
from gaodi.values.forms import did_you_mean
from gaodi.values.money import MoneyError, say_yuan, yuan_from_fen
from gaodi.values.periods import day_number
from gaodi.values.places import Problem

_KINDS = ("yes", "no", "unknown", "boundary")
_ACCEPTS: dict[FactType, tuple[type, ...]] = {
    FactType.MONEY: (int, Decimal),
    FactType.RATE: (int, Decimal),
    FactType.COUNT: (int,),
    FactType.DAY: (date,),
    FactType.TEXT: (str,),
    FactType.FLAG: (bool,),
}


def run_cases(compiled: CompiledProgramme) -> list[Problem]:
    """Every case that comes to something else than it says, and every condition and kind that no case covers."""
    bound = bind(compiled, CodeBook())
    problems = list(_uncovered(compiled))
    for index, case in enumerate(compiled.spec.cases):
        given = list(_bad_values(compiled, case))
        messages = given or list(_differences(bound, case))
        place = compiled.spec.origin.place(f"cases[{index}]")
        problems += [Problem(place, f"case “{case.name}”: {message}", hint) for message, hint in messages]
    return problems


def _uncovered(compiled: CompiledProgramme) -> Iterator[Problem]:
    place = compiled.spec.origin.place("cases")
    cases = compiled.spec.cases
    for kind in _KINDS:
        if not any(case.kind == kind for case in cases):
            yield Problem(place, f"no case of kind {kind}", "add one to cases.yaml")
    for name in compiled.condition_ids:
        if not any(case.about == name for case in cases):
            yield Problem(place, f"no case about the condition `{name}`", f"add one with about: {name}")


def _bad_values(compiled: CompiledProgramme, case: CaseSpec) -> Iterator[tuple[str, str | None]]:
    known = {fact.path: fact for fact in compiled.facts}
    if case.about is not None and case.about not in compiled.condition_ids:
        yield f"there is no condition `{case.about}`", did_you_mean(case.about, compiled.condition_ids)
    for path, value in case.given:
        fact = known.get(path)
        if fact is None:
            yield f"the programme does not read `{path}`", did_you_mean(path, known)
        elif value is not None:
            yield from _bad_value(fact, value)


def _bad_value(fact: FactRef, value: Any) -> Iterator[tuple[str, str | None]]:
    kind = fact.described.type
    if not isinstance(value, _ACCEPTS[kind]) or (isinstance(value, bool) and kind is not FactType.FLAG):
        yield f"`{value}` is not a value of `{fact.path}`", f"it is of type {kind.value}"
    elif kind is FactType.TEXT and fact.described.codes and value not in fact.described.codes:
        yield f"`{value}` is not a code of `{fact.path}`", did_you_mean(value, fact.described.codes)


def _differences(bound: BoundProgramme, case: CaseSpec) -> Iterator[tuple[str, str | None]]:
    try:
        values = bound.encode(dict(case.given))
    except MoneyError as error:
        yield str(error), None
        return
    for fact, value in zip(bound.compiled.facts, values, strict=True):
        if value is not None and not is_in_range(fact, value):
            yield f"the value of `{fact.path}` lies outside its declared range", None
    judgement = bound.judge(values, day_number(case.on))
    truths = dict(zip(bound.compiled.condition_ids, judgement.conditions, strict=True))
    verdicts = {name: truth_of(truth).value for name, truth in truths.items()}
    for message in _against(case, judgement, verdicts):
        yield message, f"conditions: {', '.join(f'{name} {verdict}' for name, verdict in verdicts.items())}"


def _against(case: CaseSpec, judgement: Judgement, verdicts: dict[str, str]) -> Iterator[str]:
    expect, verdict = case.expect, truth_of(judgement.verdict).value
    if verdict != expect.verdict:
        yield f"expected {expect.verdict}, but it is {verdict}"
    if case.kind in ("yes", "no", "unknown") and case.kind != expect.verdict:
        yield f"a case of kind {case.kind} cannot expect {expect.verdict}"
    if case.kind in ("no", "unknown") and case.about and verdicts[case.about] != case.kind:
        yield f"it is about `{case.about}`, which is {verdicts[case.about]} and not {case.kind}"
    if expect.amount is not None and judgement.amount != expect.amount:
        yield f"expected {_yuan(expect.amount)}, but it is {_yuan(judgement.amount)}"
    if expect.near_miss is not None and judgement.near_miss != expect.near_miss:
        yield f"it is {'a' if judgement.near_miss else 'not a'} near miss"
    for name, wanted in expect.conditions:
        if verdicts.get(name) != wanted:
            yield f"condition `{name}` is {verdicts.get(name, 'not there')}, not {wanted}"


def _yuan(fen: int | None) -> str:
    return "unknown" if fen is None else say_yuan(yuan_from_fen(fen))
