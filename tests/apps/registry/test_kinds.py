"""Declarations of incoming rows agree with the tables they go to, and their templates with themselves."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
import yaml
from django.db import models

from gaodi.apps.registry.choices import Source
from gaodi.apps.registry.kinds import KINDS, Span
from gaodi.apps.registry.models import Party
from gaodi.engines.tabular import (
    FieldType,
    find_header,
    open_table,
    parse_row,
    parse_value,
    read_rows,
    write_csv_template,
    write_template,
)
from gaodi.engines.tabular.plain import comparable
from gaodi.engines.tabular.rows import EXAMPLE_MARK

pytestmark = pytest.mark.no_database

EVERY = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
PACKS = Path(__file__).parents[3] / "region_packs"
#: Added to the row by the one who takes it in.
BY_INTAKE = {"id", "known_from", "known_to", "source", "source_on", "standing", "evidence", "batch"}
#: Made by the registry itself, or not told by any file.
BY_REGISTRY = {"public_id", "pinyin", "initials", "keys", "event_public_id"}


@cache
def vocabularies():
    """The lists of codes of the packs; lists that no pack has yet stand in with the words of the examples."""
    found = {
        "reporting_units": {"zhangdian": "张店区", "gaoxin": "高新区"},
        "titles": {"high_tech": "高新技术企业"},
    }
    for path in PACKS.glob("*/vocabularies/*.yaml"):
        listed = yaml.safe_load(path.read_text())
        found[listed["id"]] = {
            entry["id"]: (entry["label"], entry.get("short") or entry["label"]) for entry in listed["entries"]
        }
    return found


def example(kind):
    return {field.name: field.example for field in kind.fields}


@EVERY
def test_every_field_goes_to_a_column(kind):
    columns = {column.name for column in kind.model._meta.get_fields()}

    for field in kind.fields:
        head, _, tail = field.target.partition(".")
        assert head in columns or head == kind.anchor, field.name
        if tail:
            assert Party._meta.get_field(tail)


@EVERY
def test_every_column_is_told_or_made(kind):
    told = {field.target.split(".")[0] for field in kind.fields} | BY_INTAKE | BY_REGISTRY
    told |= {"valid_to"} | ({"valid_from"} if kind.span is Span.REPORT else set())

    assert {column.name for column in kind.model._meta.concrete_fields} - told == set()


@EVERY
def test_the_key_is_the_one_that_the_table_keeps_unique(kind):
    unique = [
        {*one.fields, *(column.name for column in one.expressions if isinstance(column, models.F))}
        for one in kind.model._meta.constraints
        if isinstance(one, models.UniqueConstraint) and "public_id" not in one.fields
    ]
    source = {"source"} if kind.keyed_by_source else set()

    assert not unique or set(kind.key) | source in unique


@EVERY
def test_types_and_lengths_fit_the_columns(kind):
    expected = {
        models.DateField: {FieldType.DAY},
        models.BooleanField: {FieldType.FLAG},
        models.DecimalField: {FieldType.YUAN, FieldType.FRACTION},
        models.CharField: {FieldType.TEXT, FieldType.CODE, FieldType.PARTY_NAME},
        models.PositiveIntegerField: {FieldType.COUNT},
        models.PositiveSmallIntegerField: {FieldType.YEAR},
    }
    for field in kind.fields:
        if "." in field.target:
            continue
        column = kind.model._meta.get_field(field.target)
        assert field.type in expected[type(column)], field.name
        if field.type is FieldType.TEXT:
            assert field.length <= column.max_length
        if column.choices and not field.vocabulary:
            assert field.choices == dict(column.choices)
        assert set(field.spellings.values()) <= set(field.choices)


@EVERY
def test_headers_of_a_kind_are_told_apart(kind):
    seen: dict[str, str] = {}
    for field in kind.fields:
        for word in {comparable(one) for one in (field.label, field.name, *field.aliases)}:
            assert seen.setdefault(word, field.name) == field.name, f"{word}: {seen[word]}, {field.name}"


@EVERY
def test_rules_look_at_fields_that_exist(kind):
    for rule in kind.rules:
        for name in rule.fields:
            kind.field(name)


@EVERY
def test_the_example_is_a_good_row_that_can_be_stored(kind):
    row = parse_row(kind, example(kind), vocabularies())

    assert [problem.says() for problem in row.problems] == []
    stored = kind.stored(row.values)
    assert stored["valid_from"] is not None
    assert stored["valid_to"] is None or stored["valid_to"] > stored["valid_from"]


@EVERY
@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_the_template_is_understood_and_its_example_passed_over(kind, ending, tmp_path):
    made = tmp_path / f"a{ending}"
    made.write_bytes(write_template(kind, vocabularies()) if ending == ".xlsx" else write_csv_template(kind))

    file = open_table(made)
    header = find_header(file, kind)

    assert header.problems == ()
    assert [column.field for column in header.columns[:-1]] == [field.name for field in kind.fields]
    assert list(read_rows(file, kind, header, vocabularies())) == []


@EVERY
def test_the_example_of_the_template_reads_as_itself(kind, tmp_path):
    made = tmp_path / "a.csv"
    made.write_text(write_csv_template(kind).decode("utf-8-sig").replace(EXAMPLE_MARK, ""))

    file = open_table(made)
    (row,) = read_rows(file, kind, find_header(file, kind), vocabularies())

    assert row.problems == ()
    for field in kind.fields:
        assert row.values[field.name] == parse_value(field, field.example or None, vocabularies())[0]


@EVERY
def test_an_enterprise_is_a_source_of_what_it_may_declare(kind):
    assert (Source.ENTERPRISE in kind.sources) == kind.may_declare


def test_what_a_report_says_is_valid_from_the_day_after_its_period():
    kind = KINDS["statement"]
    row = parse_row(kind, {**example(kind), "period_start": "", "scope": ""}, vocabularies())

    stored = kind.stored(row.values)

    assert (stored["valid_from"], stored["valid_to"]) == (date(2025, 1, 1), None)
    assert (stored["period_start"], stored["scope"]) == (date(2024, 1, 1), "consolidated")
    assert "party" not in stored


def test_a_last_day_is_stored_as_the_day_after():
    kind = KINDS["title"]

    stored = kind.stored(parse_row(kind, example(kind), vocabularies()).values)

    assert stored["valid_to"] == date(2027, 12, 7)


@pytest.mark.parametrize(
    ("code", "changed", "rule"),
    [
        ("statement", {"period_start": "2025-01-01"}, "period_forward"),
        ("statement", {"equity_yuan": "1"}, "balance"),
        ("statement", {"period_end": "2024-06-30", "period": "年度"}, "annual_ends_with_year"),
        ("research", {"period_end": "2024-06-30"}, "year_end"),
        ("patent", {"valid_from": "2021-01-01"}, "granted_after_filed"),
        ("loan", {"due_on": "2024-01-01"}, "due_after_drawn"),
        ("loan", {"balance_yuan": "6000000"}, "balance_above_principal"),
        ("holding", {"valid_to": "2016-05-11"}, "valid_forward"),
        ("holding", {"holder_kind": "企业"}, "holder_needs_code"),
        ("holding", {"nominee_for_name": "某某"}, "nominee_for_whom"),
        ("investment", {"investor_code": "91370302MA9QH0173K"}, "invests_in_itself"),
        ("headcount", {"rd_staff": "9999"}, "rd_above_employees"),
    ],
)
def test_what_a_row_must_keep_together_is_told(code, changed, rule):
    row = parse_row(KINDS[code], {**example(KINDS[code]), **changed}, vocabularies())

    assert rule in {problem.code for problem in row.problems}


def test_shares_above_the_whole_are_refused():
    row = parse_row(KINDS["holding"], {**example(KINDS["holding"]), "capital_share": "120%"}, vocabularies())

    assert {problem.code for problem in row.problems} == {"out_of_range"}


def test_a_person_is_found_by_name_beside_a_company():
    person, anchor = KINDS["person"].parties

    assert (person.code, person.creates, KINDS["person"].anchor) == (None, True, anchor.attribute)
    assert anchor.kinds == ("company",)


def test_money_is_exact():
    kind = KINDS["loan"]
    row = parse_row(kind, {**example(kind), "principal_yuan": "500.000001万元"}, vocabularies())

    assert row.values["principal_yuan"] == Decimal("5000000.01")
