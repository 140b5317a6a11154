"""gaodi explain: why one enterprise is entitled or not."""

from __future__ import annotations

import json
from datetime import date

import pytest

from gaodi.ops import explanations
from gaodi.ops.commands import explain
from gaodi.ops.errors import OperationError
from tests.factories.registry import make_company, make_listing_event

CODE = "91370302XN00009997"


@pytest.fixture
def flagship():
    party = make_company("青砚新材料有限公司", unit="zichuan")
    party.credit_code = CODE
    party.save()
    make_listing_event(party, board="chinext")
    return party


def arguments(*words: str):
    from gaodi.ops.cli import build_parser

    return build_parser(explain).parse_args(words)


@pytest.mark.parametrize("word", [CODE, CODE.lower(), "青砚新材料有限公司"])
def test_enterprise_is_found_by_code_or_name(flagship, word, on):
    assert explanations.find_party(word, on=on) == flagship


def test_unknown_enterprise_is_refused_with_the_nearest_names(flagship, on):
    with pytest.raises(OperationError, match="青砚新材料有限公司") as refused:
        explanations.find_party("青砚新材料", on=on)

    assert refused.value.exit_code == 1


def test_unknown_programme_is_refused_with_those_there_are(flagship):
    with pytest.raises(OperationError, match="listing_award"):
        explain.run(arguments(CODE, "--programme", "moon_award"))


def test_words_give_verdict_conditions_and_sum(flagship, capsys):
    code = explain.run(arguments(CODE))

    said = capsys.readouterr().out
    assert code == 0
    assert "✓ 企业首发上市奖励，受理阶段（2025-06-12）：可享，300 万元，申领期至 2026-06-12" in said
    assert "✓ 在境内外主要交易所申报：看到 创业板" in said
    assert "金额：1000 万元（沪深首发奖励总额） × 30%（本阶段占比） = 300 万元" in said


def test_another_day_is_judged_by_the_facts_known_now(flagship, capsys):
    explain.run(arguments(CODE, "--on", "2026-06-13", "--json"))

    row = json.loads(capsys.readouterr().out.splitlines()[0])
    assert (row["on"], row["verdict"]) == ("2026-06-13", "lapsed")


def test_json_gives_one_object_a_row(flagship, capsys):
    explain.run(arguments(CODE, "--json"))

    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    accepted = rows[0]
    exchange = next(one for one in accepted["conditions"] if one["id"] == "exchange")
    assert [row["step"] for row in rows] == ["", "listed"]
    assert (accepted["verdict"], accepted["payable_yuan"]) == ("yes", "3000000.00")
    assert (exchange["truth"], exchange["value"], exchange["clause"]) == ("yes", "创业板", "第五条")


def test_enterprise_without_matters_is_told_so(capsys):
    party = make_company("青砚无事有限公司")

    explain.run(arguments(party.name))

    assert "没有可判定的事项" in capsys.readouterr().out


def test_facts_are_read_up_to_the_day(flagship, capsys):
    explain.run(arguments(CODE, "--on", date(2025, 6, 11).isoformat()))

    assert "没有可判定的事项" in capsys.readouterr().out
