"""Mistakes in a pack are all shown, each with file, line and a hint."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gaodi.engines.rules import Dictionary, compile_programme, read_programme
from gaodi.engines.rules.dictionary import Stratum
from gaodi.values.places import Document, ProblemsFound, read_document
from tests.engines.rules.making import compiled_of
from tests.engines.rules.world import DICTIONARY, HERE, listing_award


def _problems(when: str = "TRUE", amount: str = "0", **changes) -> list[tuple[str, str | None]]:
    with pytest.raises(ProblemsFound) as found:
        compiled_of(when, amount, **changes)
    return [(problem.message, problem.suggestion) for problem in found.value.problems]


@pytest.mark.parametrize(
    ("when", "message", "suggestion"),
    [
        ("event.bord = 'star'", "column `bord` is not in fact table `listing_event`", "did you mean `board`?"),
        ("compny.revenue > 0", "`compny` leads nowhere from fact table `listing_event`", "did you mean `company`?"),
        ("event.board = 'stra'", "`stra` is not a code of `event.board`", "did you mean `star`?"),
        ("event.board IN ('hkx')", "`hkx` is not a code of `event.board`", "did you mean `hkex`?"),
        ("company.patents > $leest", "there is no parameter `$leest`", "did you mean `$least`?"),
        ("board = 'star'", "`board` does not say whose it is", "write it with its table, as event.board"),
        ("company.revenue > company.patents", "`>` takes values of one kind, not money and a count", None),
        ("company.patents > 1.5", "a count is compared with a number that is not whole", None),
        ("company.founded_on > '2020-01-01'", "`>` takes values of one kind, not a day and text", "write the day as DATE '2025-01-01'"),
        ("company.revenue", "`company.revenue` gives money, but true or false is needed here", None),
        ("event.board > 'a'", "text has no order; `>` compares numbers and days", None),
        ("company.dishonest + 1 > 0", "`+` takes values of one kind, not true or false and a number", None),
        ("LENGTH(company.name) > 1", "`LENGTH(company.name)` is outside the language of rules", "functions known here: COALESCE, LEAST, GREATEST, ROUND, ADD_MONTHS, YEAR"),
        ("company.patents::TEXT = '1'", "`CAST(company.patents AS TEXT)` is outside the language of rules", "facts have types already; a day is written DATE '2025-01-01'"),
        ("company.patents IN (SELECT 1)", "IN takes a list in brackets here", "write IN ('a', 'b') or IN ($codes)"),
        ("company.name LIKE company.name", "LIKE takes a pattern in quotes", "write LIKE '淄博%'"),
        ("company.dishonest IS TRUE", "`company.dishonest IS TRUE` is outside the language of rules", "IS is followed by NULL or NOT NULL"),
        ("company.patents % 2 = 0", "`company.patents % 2` is outside the language of rules", None),
        ("TRUE; FALSE", "exactly one expression is expected here", None),
        ("event.board = $boards", "`=` takes values of one kind, not text and a list of codes", None),
    ],
)  # fmt: skip
def test_a_wrong_condition_is_named_with_a_hint(when, message, suggestion):
    assert _problems(when) == [(message, suggestion)]


@pytest.mark.parametrize(
    ("amount", "message"),
    [
        ("company.revenue * company.profit", "money times money means nothing"),
        ("company.patents * 3", "`company.patents * 3` gives a count, but money is needed here"),
        ("$fee / 0", "this divides by nothing but zero"),
        ("event.raised * company.staff * 100000000", "more than can be stored"),
        ("ROUND($fee, $least)", "ROUND takes the number of decimals as a whole number"),
    ],
)
def test_a_wrong_amount_is_refused(amount, message):
    assert message in _problems(amount=amount)[0][0]


def test_an_expression_that_is_no_sql_shows_where():
    [(message, _)] = _problems("event.board = ")

    assert message.startswith("cannot read this expression: ")


def test_problems_of_all_expressions_come_together_with_their_lines():
    spec = listing_award()
    first, second, third = spec.conditions
    broken = replace(
        spec,
        conditions=(replace(first, when="event.wey = 'ipo'"), second, replace(third, when="company.honest")),
    )

    with pytest.raises(ProblemsFound) as found:
        compile_programme(broken, DICTIONARY)

    places = [
        (problem.place.file, problem.place.line, problem.place.path) for problem in found.value.problems
    ]
    assert places == [
        ("programmes/listing_award/programme.yaml", 12, "conditions[0].when"),
        ("programmes/listing_award/programme.yaml", 14, "conditions[2].when"),
    ]


def _read(programme: str = "", parameters: str = "", cases: str = "") -> list[str]:
    folder = HERE / "programmes" / "listing_award"

    def document(part: str, text: str) -> Document:
        return read_document(text or (folder / f"{part}.yaml").read_text("utf-8"), f"{part}.yaml")

    with pytest.raises(ProblemsFound) as found:
        read_programme(
            document("programme", programme), document("parameters", parameters), document("cases", cases)
        )
    return [str(problem) for problem in found.value.problems]


def _changed(part: str, old: str, new: str) -> dict[str, str]:
    text = (HERE / "programmes" / "listing_award" / f"{part}.yaml").read_text("utf-8")
    assert old in text
    return {
        {"programme": "programme", "parameters": "parameters", "cases": "cases"}[part]: text.replace(
            old, new, 1
        )
    }


@pytest.mark.parametrize(
    ("part", "old", "new", "expected"),
    [
        ("programme", "paid_to:", "paid_too:", ["programme.yaml:1  paid_to\n  `paid_to` is missing; give it as text", "programme.yaml:8  paid_too\n  unknown key `paid_too`; did you mean `paid_to`?"]),
        ("programme", "kind: entitlement", "kind: entitelment", ["programme.yaml:3  kind\n  `kind` cannot be `entitelment`; did you mean `entitlement`?"]),
        ("programme", "until: 2025-12-24", "until: 2019-12-24", ["programme.yaml:6  rests_on.rule.valid.until\n  the last day 2019-12-24 lies before the first day 2020-12-25"]),
        ("programme", "id: exchange", "id: term", ["programme.yaml:13  conditions[1].id\n  `term` is a condition that every programme has by itself"]),
        ("programme", "county: rest", "county: 0.5", ["programme.yaml:23  shares\n  exactly one party bears the rest; write `county: rest`"]),
        ("parameters", "unit: codes", "unit: code", ["parameters.yaml:2  boards.unit\n  `unit` cannot be `code`; did you mean `codes`?"]),
        ("parameters", "{2020-12-25: 2000000}", "{2020-12-25: 0.001}", ["parameters.yaml:30  overseas_total.values.2020-12-25\n  not a value in yuan: 0.001 yuan is not a whole number of fen; round it by a stated rule first"]),
        ("parameters", "status: {default: verified, zichuan: verified}", "status: {default: verified}", ["parameters.yaml:22  main_total.status.zichuan\n  `zichuan` cannot be `None`; known here: verified, assumed"]),
        ("cases", "  about: term\n", "", ["cases.yaml:32  [4].about\n  a case of kind boundary says which condition it is about"]),
    ],
)  # fmt: skip
def test_a_mistake_in_a_file_is_named_with_its_line(part, old, new, expected):
    assert _read(**_changed(part, old, new)) == expected


def test_rule_reads_only_strata_below_its_own():
    signals = replace(DICTIONARY["company"], stratum=Stratum.SIGNALS)

    with pytest.raises(ProblemsFound) as found:
        compile_programme(listing_award(), Dictionary([DICTIONARY["listing_event"], signals]))

    assert "fact table `company` is of stratum `signals`, this rule of `programmes`" in str(found.value)
