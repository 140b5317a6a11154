from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaodi.values.places import Document, Place, Problem, ProblemsFound, read_document


def read(text: str) -> Document:
    return read_document(text, "programme.yaml")


def problems(text: str) -> list[str]:
    with pytest.raises(ProblemsFound) as raised:
        read(text)
    return [f"{problem.place.line} {problem.message}" for problem in raised.value.problems]


def test_values_are_plain_and_exact():
    data = read(
        "share: 0.30\nbig: 10_000_000\nfrom: 2020-12-25\nopen: null\nsays: 首次公开发行\nyes_no: true\n"
    ).data

    assert data["share"] == Decimal("0.30") and isinstance(data["share"], Decimal)
    assert data["big"] == 10_000_000
    assert data["from"] == date(2020, 12, 25)
    assert data["open"] is None and data["says"] == "首次公开发行" and data["yes_no"] is True


@pytest.mark.parametrize(
    "word", ["on", "off", "yes", "no", "y", "2:3:5", "000407", "09:30", "2025-06-30 10:00:00"]
)
def test_words_that_yaml_would_bend_stay_words(word):
    assert read(f"value: {word}\n{word if word in ('on', 'no', 'yes') else 'key'}: 1\n").data["value"] == word


def test_on_is_a_key():
    assert read("on: 2025-06-30\nexpect: {verdict: yes}\n").data == {
        "on": date(2025, 6, 30),
        "expect": {"verdict": "yes"},
    }


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_decimals_come_back_exactly(number):
    assert read(f"value: {number:f}").data["value"] == number


def test_every_key_and_item_has_its_line():
    document = read("id: a\nconditions:\n  - id: x\n    when: 1\n  - id: y\n")

    assert document.place("conditions[0].when") == Place("programme.yaml", 4, "conditions[0].when")
    assert document.place("conditions[1]").line == 5


def test_place_of_a_missing_key_is_its_nearest_parent():
    document = read("id: a\nconditions:\n  - id: x\n")

    assert document.place("conditions[0].remedy.text").line == 3
    assert document.place("nowhere").line == 1
    assert str(document.place("conditions[0].says")) == "programme.yaml:3  conditions[0].says"


def test_date_keys_have_places():
    assert read("values:\n  2020-12-25: 1\n").place("values.2020-12-25").line == 2


def test_all_problems_are_told_in_order():
    assert problems("a: 1\nb: .inf\na: 2\nc: !!binary aGk=\n") == [
        "2 .inf is not a finite number",
        "3 this key is given twice",
        "4 a value of kind binary has no place in a pack",
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [("a: [1\nb: 2\n", "2"), ("a: 1\n---\nb: 2\n", "2"), ("a: 1\nb: \x07\n", "2"), ("a: *none\n", "1")],
)
def test_bad_yaml_is_a_problem_with_its_line(text, line):
    found = problems(text)

    assert len(found) == 1 and found[0].startswith(f"{line} not valid YAML: ")


def test_keys_must_be_plain_words():
    assert problems("? [a, b]\n: 1\n") == ["1 a key must be a plain word"]
    assert problems("base: &base {a: 1}\nnext:\n  <<: *base\n") == [
        "3 a value of kind merge has no place in a pack",
        "3 a key must be a plain word",
    ]


def test_alias_inside_its_own_anchor_is_refused():
    assert problems("a: &loop\n  b: *loop\n") == ["1 this alias stands inside its own anchor"]


def test_impossible_day_is_a_problem():
    assert problems("on: 2025-02-30\n")[0].startswith("1 cannot read this value: ")


def test_empty_text_is_an_empty_mapping():
    assert read("").data == {}
    assert read("# only a comment\n").data == {}


def test_problem_shows_place_fact_and_next_step():
    problem = Problem(
        Place("p.yaml", 31, "amount"), "column `loan_rate` is not in `loans`", "did you mean `annual_rate`?"
    )

    assert (
        str(problem)
        == "p.yaml:31  amount\n  column `loan_rate` is not in `loans`; did you mean `annual_rate`?"
    )
