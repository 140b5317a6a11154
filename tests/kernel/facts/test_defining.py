"""What is wrong with a derived fact is told with its place, all at once."""

import pytest

from tests.kernel.facts.making import define, registry_of

GOOD = "label: 它, type: money, from: report, op: sum, column: amount, low: 0, high: 9"


def problems_of(text):
    return [
        f"{problem.place.file}:{problem.place.line} {problem.place.path}: {problem.message}"
        + (f"; {problem.suggestion}" if problem.suggestion else "")
        for problem in define(registry_of(), text)[1]
    ]


def test_a_sound_fact_has_no_problems():
    assert problems_of(f"it: {{{GOOD}}}") == []


@pytest.mark.parametrize(
    "before, after, expected",
    [
        ("from: report", "from: reports", "from: there is no fact table `reports`; did you mean `report`?"),
        (
            "column: amount",
            "column: amuont",
            "column: column `amuont` is not in fact table `report`; did you mean `amount`?",
        ),
        ("op: sum", "op: mean", "op: `op` cannot be `mean`"),
        ("type: money", "type: count", "type: `amount` is money, not count"),
        ("column: amount", "column: kind", "column: `kind` is text; `sum` has no meaning for it"),
        (
            "low: 0, high: 9",
            "high: 9",
            "low: `low` is missing; a numeric fact declares its range in plan units",
        ),
        ("low: 0", "low: 10", "high: the range 10..9 is empty"),
        ("label: 它, ", "", "label: `label` is missing; give it as text"),
        ("low: 0", "low: 0, wehre: x", "wehre: unknown key `wehre`; did you mean `where`?"),
        (
            "low: 0",
            "low: 0, of: firm.capital",
            "of: `of` has no meaning here: `sum` is made of rows; leave it out",
        ),
        ("low: 0", "low: 0, window: {weeks: 3}", "window: `{'weeks': 3}` is no window"),
        ("low: 0", "low: 0, window: {last: 0}", "window.last: a window is 1 to 20 last long"),
        ("low: 0", "low: 0, back: 1", "back: `back` goes with `last` over all rows"),
        ("low: 0", "low: 0, by: firm", "by: `firm` does not lead from `report` here"),
        (
            "low: 0",
            "low: 0, if_incomplete: since_founding",
            "if_incomplete: `since_founding` goes with a window of periods; write window: {last: 3}",
        ),
        (
            "low: 0",
            "low: 0, where: \"kind = 'anual'\"",
            "where: `anual` is not a code of `report.kind`; did you mean `annual`?",
        ),
        ("low: 0", "low: 0, where: knid = 'annual'", "where: column `knid` is not in fact table `report`"),
        (
            "low: 0",
            "low: 0, where: amount + 1",
            "where: `amount + 1` gives money, but true or false is needed here",
        ),
        ("low: 0", "low: 0, where: (SELECT 1) = 1", "where: `(SELECT 1)` is outside the language of rules"),
        ("low: 0", "low: 0, where: pg_sleep(9) = 1", "where: `PG_SLEEP(9)` is outside the language of rules"),
        ("low: 0", "low: 0, where: amount / 3 > 1", "where: a condition over rows does not divide"),
        ("low: 0", "low: 0, where: firm.capital > 1", "where: `firm.capital` is not of fact table `report`"),
        ("low: 0", "low: 0, where: period_end < $today", "where: there is no parameter `$today` here"),
    ],
)
def test_each_mistake_is_named_where_it_stands(before, after, expected):
    found = problems_of(f"it: {{{GOOD.replace(before, after)}}}")

    assert any(one.startswith("facts/firm.yaml:3 derived.it.") for one in found)
    assert any(expected in one for one in found), found


@pytest.mark.parametrize("name", ["capital", "source", "It", "x" * 48])
def test_a_name_must_be_free_and_plain(name):
    assert any(one.startswith("facts/firm.yaml:3") for one in problems_of(f"{name}: {{{GOOD}}}"))


def test_a_name_must_not_look_like_the_source_of_another():
    text = f"it: {{{GOOD}}}\nit_source: {{{GOOD}}}"

    assert problems_of(text) == [
        "facts/firm.yaml:4 derived.it_source: fact table `firm` already has `it_source`; give it another name"
    ]


def test_operands_must_exist_and_go_together():
    rate = "label: 比, type: rate, low: 0, high: 9"
    text = f"a: {{{rate}, op: ratio, of: firm.capitol, to: capital}}\nb: {{{rate}, op: ratio, of: heads, to: capital}}"

    assert problems_of(text) == [
        "facts/firm.yaml:3 derived.a.of: `capitol` is not in fact table `firm`; did you mean `capital`?",
        "facts/firm.yaml:4 derived.b.op: `ratio` of count and money means nothing",
    ]


def test_a_quotient_of_the_wrong_type_is_named():
    text = "a: {label: 比, type: count, op: ratio, of: capital, to: capital, low: 0, high: 9}"

    assert problems_of(text) == [
        "facts/firm.yaml:3 derived.a.type: `ratio` of money and money gives rate, not count"
    ]


def test_a_circle_is_refused():
    rate = "label: 比, type: rate, op: difference, low: 0, high: 9"
    text = f"a: {{{rate}, of: b, to: b}}\nb: {{{rate}, of: a, to: a}}"

    assert problems_of(text) == [
        "facts/firm.yaml:3 derived.a.of: `a` is made of itself by way of `b`",
        "facts/firm.yaml:4 derived.b.of: `b` is made of itself by way of `a`",
    ]


def test_an_unsound_fact_is_left_out_and_the_others_stay():
    definitions, problems = define(registry_of(), f"it: {{{GOOD}}}\nbad: {{label: 坏}}")

    assert list(definitions["firm"]) == ["it"]
    assert problems


def test_a_derived_fact_has_the_codes_and_range_of_what_it_takes():
    text = """
        kind: {label: 类, type: text, from: report, op: last, column: kind, visibility: public, group: g}
        until: {label: 至, type: day, from: report, op: last, column: period_end}
    """
    definitions, _ = define(registry_of(), text)
    kind, until = (definitions["firm"][name].as_column() for name in ("kind", "until"))

    assert (kind.codes, kind.group, kind.source) == (
        {"annual": "年度", "quarter": "季度"},
        "g",
        "kind_source",
    )
    assert (until.low, until.high) == (0, 40000)
    assert kind.source_codes["report"] == "年报"
