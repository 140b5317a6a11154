"""Worked cases are run, and what they do not cover is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from gaodi.engines.rules import compile_programme, run_cases
from gaodi.engines.rules.spec import Expectation
from tests.engines.rules.world import DICTIONARY, listing_award


def _messages(spec):
    return [problem.message for problem in run_cases(compile_programme(spec, DICTIONARY))]


def test_the_sample_programme_passes_its_cases():
    assert run_cases(compile_programme(listing_award(), DICTIONARY)) == []


def test_a_case_that_comes_out_otherwise_is_shown_with_its_place():
    spec = listing_award()
    wrong = replace(spec.cases[0], expect=Expectation("yes", amount=1))

    [problem] = run_cases(compile_programme(replace(spec, cases=(wrong, *spec.cases[1:])), DICTIONARY))

    assert problem.message == "case “淄川企业科创板受理”: expected 0.01 元, but it is 300 万元"
    assert (problem.place.file, problem.place.line) == ("programmes/listing_award/cases.yaml", 1)


def test_a_condition_without_a_case_is_named():
    spec = listing_award()
    without = tuple(case for case in spec.cases if case.about != "window")

    assert _messages(replace(spec, cases=without)) == ["no case about the condition `window`"]


def test_a_kind_without_a_case_is_named():
    spec = listing_award()
    without = tuple(replace(case, kind="yes") if case.kind == "boundary" else case for case in spec.cases)

    assert _messages(replace(spec, cases=without)) == ["no case of kind boundary"]


def test_a_case_about_a_condition_that_is_not_decisive_is_named():
    spec = listing_award()
    beside = tuple(
        replace(case, given=(*case.given, ("event.way", "ipo")), expect=Expectation("yes"))
        if case.about == "first_offering"
        else case
        for case in spec.cases
    )

    assert _messages(replace(spec, cases=beside)) == [
        "case “借壳上市不算首发”: a case of kind no cannot expect yes",
        "case “借壳上市不算首发”: it is about `first_offering`, which is yes and not no",
    ]


def test_facts_given_wrongly_are_named():
    spec = listing_award()
    given = (
        ("event.bord", "star"),
        ("event.board", "stra"),
        ("event.happened_on", "2025"),
        ("event.way", date(2025, 1, 1)),
    )
    wrong = replace(spec.cases[0], given=given)

    assert _messages(replace(spec, cases=(wrong, *spec.cases[1:]))) == [
        "case “淄川企业科创板受理”: the programme does not read `event.bord`",
        "case “淄川企业科创板受理”: `stra` is not a code of `event.board`",
        "case “淄川企业科创板受理”: `2025` is not a value of `event.happened_on`",
        "case “淄川企业科创板受理”: `2025-01-01` is not a value of `event.way`",
    ]
