"""gaodi facts: every fact of a party with its source, and the dictionary against the data."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from gaodi.apps.registry.models import Party, PartyName
from gaodi.ops.commands import facts
from gaodi.ops.errors import OperationError
from tests.apps.registry.facts.making import dated, make_party, make_patent, make_statement
from tests.factories.registry import make_company

CODE = "91370302XN00009997"


@pytest.fixture
def flagship():
    party = make_company("青砚新材料有限公司")
    Party.objects.filter(pk=party.pk).update(credit_code=CODE)
    make_statement(party, revenue_yuan=Decimal("12340000"))
    row = {"kind": "registered", "pinyin": "x", "initials": "x", "keys": "x"}
    PartyName.objects.create(
        party=party, name="青砚化工厂", **row, **dated(date(2008, 5, 6), valid_to=date(2015, 1, 1))
    )
    return party


def run(*words: str) -> int:
    from gaodi.ops.cli import build_parser

    return facts.run(build_parser(facts).parse_args([*words, "--on", "2025-06-30"]))


def told(capsys):
    return {one["path"]: one for one in map(json.loads, capsys.readouterr().out.splitlines())}


@pytest.mark.parametrize("word", [CODE, CODE.lower(), "青砚新材料有限公司", "青砚化工厂"])
def test_a_party_is_found_by_code_and_by_names_of_today_and_before(flagship, word, capsys):
    assert run("show", word) == 0
    assert f"（{CODE}），截至 2025-06-30" in capsys.readouterr().out


def test_a_party_is_found_by_its_public_id(flagship, capsys):
    run("show", str(flagship.public_id))

    assert f"（{CODE}）" in capsys.readouterr().out


def test_words_give_groups_values_sources_and_what_is_unknown(flagship, capsys):
    run("show", CODE)

    said = capsys.readouterr().out
    assert "财务报表\n" in said
    assert "营业收入：1234 万元（税务涉企数据，2025-01-01，已核）  [company.revenue]" in said
    assert "最近季报期末：未知  [company.quarter_end]" in said


def test_data_give_one_fact_a_line(flagship, capsys):
    run("show", CODE, "--json")

    facts_told = told(capsys)
    assert facts_told["company.revenue"]["value"] == "12340000.00"
    assert facts_told["company.revenue"]["standing"] == "verified"
    assert facts_told["company.dishonest"]["value"] is False
    assert (
        facts_told["company.patents"] | {"known": False, "value": None, "says": "未知"}
        == facts_told["company.patents"]
    )


def test_an_earlier_moment_knows_less(flagship, capsys):
    make_statement(flagship, 2023, revenue_yuan=Decimal(1), known_from=datetime(2025, 6, 20, tzinfo=UTC))

    run("show", CODE, "--json", "--known-at", "2025-06-19")
    before = told(capsys)["company.revenue_before"]
    run("show", CODE, "--json", "--known-at", "2025-06-20")

    assert (before["value"], told(capsys)["company.revenue_before"]["value"]) == (None, "1.00")


def test_rows_of_another_table_are_shown(flagship, capsys):
    make_patent(flagship, "ZL202310000001")

    run("show", CODE, "--table", "patent")

    assert "专利（登记）号：ZL202310000001" in capsys.readouterr().out


def test_an_unknown_party_is_refused_with_the_nearest_names(flagship):
    with pytest.raises(OperationError, match="nearest are 青砚新材料有限公司"):
        run("show", "青砚新材科有限公司")


def test_of_several_parties_of_one_name_the_public_ids_are_told():
    people = [make_party("person", "李青砚") for _ in range(2)]

    with pytest.raises(OperationError, match=f"{people[0].public_id}.*{people[1].public_id}"):
        run("show", "李青砚")


def test_an_unknown_table_is_refused_with_those_there_are(flagship):
    with pytest.raises(OperationError, match="statement"):
        run("show", CODE, "--table", "statments")


def test_a_party_must_be_named():
    with pytest.raises(OperationError, match="gaodi facts show PARTY"):
        run("show")


@pytest.mark.parametrize(
    "word, moment",
    [
        ("2025-06-30", datetime(2025, 6, 30, 16, tzinfo=UTC)),
        ("2025-06-30T10:00", datetime(2025, 6, 30, 2, tzinfo=UTC)),
        ("2025-06-30T10:00+00:00", datetime(2025, 6, 30, 10, tzinfo=UTC)),
    ],
)
def test_a_moment_is_chinas_and_a_day_means_its_end(word, moment):
    assert facts.parse_moment(word) == moment


def test_no_moment_is_refused():
    with pytest.raises(argparse.ArgumentTypeError, match="2025-06-30T10:00"):
        facts.parse_moment("gestern")


def test_sound_data_pass_the_check(flagship, capsys):
    assert run("check") == 0
    assert "fact tables agree with the data" in capsys.readouterr().out


def test_every_value_outside_its_range_or_codes_is_named(flagship, capsys):
    make_statement(flagship, 2022, revenue_yuan=Decimal(-5))
    make_company("青砚二厂", industry="Z", registered_capital_yuan=Decimal("999999999999"))

    code = run("check", "--json")

    problems = {one["fact"]: one["problem"] for one in map(json.loads, capsys.readouterr().out.splitlines())}
    assert code == 1
    assert problems["statement.revenue"].startswith("holds -500, outside 0..")
    assert problems["company.registered_capital"].startswith("holds 99999999999900, outside 0..")
    assert "holds 'Z', not in vocabulary industries" in problems["company.industry"]
