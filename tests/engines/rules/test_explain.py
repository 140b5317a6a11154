"""Every answer has its reason: value, threshold in words, distance, source, and the steps of the amount."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from gaodi.engines.rules import CodeBook, assumed_behind, bind, compile_programme, explain
from gaodi.values.because import Clause, Source, Truth
from tests.engines.rules.making import ON, PARAMETERS, bound_of, given
from tests.engines.rules.world import DICTIONARY, listing_award

FACTS = {
    "event.kind": "accepted",
    "event.board": "star",
    "event.way": "ipo",
    "event.happened_on": date(2025, 6, 12),
    "company.fiscal_unit": "zichuan",
    "company.dishonest": False,
}


def _award(**changes):
    bound = bind(compile_programme(listing_award(), DICTIONARY), CodeBook())
    facts = {**FACTS, **{path.replace("_", ".", 1): value for path, value in changes.items()}}
    sources = {"event.board": Source("上交所受理通知", date(2025, 6, 12))}
    return explain(
        bound, bound.encode(facts), ON, sources, lambda clause: Clause("淄政发〔2020〕16号", f"第{clause}条")
    )


def test_every_condition_has_its_line():
    because = _award().because

    lines = [
        (
            child.code,
            child.truth,
            child.value and child.value.label,
            child.threshold and child.threshold.label,
        )
        for child in because.children
    ]
    assert because.truth is Truth.YES and because.value is not None and because.value.label == "300 万元"
    assert lines == [
        ("first_offering", Truth.YES, "首次公开发行", "首次公开发行"),
        ("exchange", Truth.YES, "科创板", "沪深主板、科创板、创业板、北交所、港交所"),
        ("honest", Truth.YES, "未列入", "未列入"),
        ("term", Truth.YES, "2025-06-12", "2020-12-25 至 2025-12-24"),
        ("window", Truth.YES, "第 18 天", "不超过 365 天"),
    ]


def test_the_window_says_how_much_is_left():
    distance = _award().because.children[-1].distance

    assert distance is not None
    assert (distance.label, distance.share, distance.short) == ("余 347 天", Decimal("0.0493"), False)


def test_clause_and_source_stand_beside_the_condition():
    exchange = _award().because.children[1]

    assert exchange.clause == Clause("淄政发〔2020〕16号", "第5条")
    assert exchange.source == Source("上交所受理通知", date(2025, 6, 12))


def test_steps_follow_the_branch_that_was_taken():
    steps = [(step.operator, step.label, step.quantity.label, step.status) for step in _award().steps]

    assert steps == [
        ("", "首发上市奖励总额", "1000 万元", "verified"),
        ("×", "本阶段占比", "30%", "assumed"),
        ("=", "应得金额", "300 万元", None),
    ]
    assert _award().rests_on_assumed == ("本阶段占比",)


def test_an_unknown_condition_says_which_fact_is_lacking():
    explanation = _award(event_board=None)
    exchange = explanation.because.children[1]

    assert (exchange.truth, exchange.value, exchange.reason) == (Truth.UNKNOWN, None, "缺少“板块”这项事实")
    assert explanation.because.reason == "缺少“板块”这项事实"
    assert explanation.steps == ()


def test_a_refusal_says_what_would_change_it():
    refused = _award(event_way="shell").because.children[0]

    assert (refused.truth, refused.remedy) == (Truth.NO, "以首次公开发行方式上市")


def test_a_late_event_says_by_how_much():
    term = _award(event_happened_on=date(2020, 12, 20)).because.children[3]

    assert term.distance is not None and term.distance.label == "早 5 天"


def test_a_hidden_fact_is_withheld():
    bound = bind(compile_programme(listing_award(), DICTIONARY), CodeBook())

    because = explain(bound, bound.encode(FACTS), ON, hidden={"company.dishonest"}).because
    honest = because.children[2]

    assert (honest.withheld, honest.value, honest.distance, honest.reason) == (
        True,
        None,
        None,
        "由办公端掌握",
    )


@pytest.mark.parametrize(
    ("when", "facts", "threshold", "distance"),
    [
        ("company.patents >= $least", {"company.patents": 4}, "不低于 5 件", "差 1 件"),
        ("company.patents >= $least", {"company.patents": 9}, "不低于 5 件", "高出 4 件"),
        ("$least <= company.patents", {"company.patents": 4}, "不低于 5 件", "差 1 件"),
        ("NOT company.patents < 5", {"company.patents": 4}, "不低于 5 件", "差 1 件"),
        ("company.revenue <= 5000000", {"company.revenue": 8_000_000}, "不超过 500 万元", "超出 300 万元"),
        ("company.rd_ratio > 0.0005", {"company.rd_ratio": 0}, "高于 0.05%", "差 0.05%"),
        ("company.founded_on < DATE '2020-01-01'", {"company.founded_on": date(2020, 1, 3)}, "早于 2020-01-01", "晚 2 天"),
        ("company.patents BETWEEN 2 AND 5", {"company.patents": 1}, "2 件 至 5 件", "差 1 件"),
        ("company.profit > company.revenue", {"company.profit": 1, "company.revenue": 3}, "高于 3 元（营业收入）", "差 2 元"),
        ("event.board NOT IN ('hkex')", {"event.board": "star"}, "不属于港交所", None),
        ("event.way <> 'shell'", {"event.way": "ipo"}, "不是借壳", None),
        ("company.name IS NOT NULL", {"company.name": "高地"}, "须有记录", None),
        ("company.name LIKE '高%'", {"company.name": "高地"}, "符合“高%”", None),
    ],
)  # fmt: skip
def test_thresholds_in_words(when, facts, threshold, distance):
    bound = bound_of(when)

    child = explain(bound, given(bound, facts), ON).because.children[0]

    assert child.threshold is not None and child.threshold.label == threshold
    assert (child.distance.label if child.distance else None) == distance


def test_a_compound_condition_shows_its_parts():
    bound = bound_of("event.way = 'ipo' AND (company.patents >= 5 OR company.rd_ratio >= 0.1)")
    facts = {"event.way": "ipo", "company.patents": 3, "company.rd_ratio": Decimal("0.2")}

    whole = explain(bound, given(bound, facts), ON).because.children[0]

    assert [child.claim for child in whole.children] == [
        "方式：首次公开发行",
        "发明专利、研发占比：满足以下任何一项",
    ]
    assert [child.truth for child in whole.children[1].children] == [Truth.NO, Truth.YES]


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("LEAST(company.revenue * $rate, $fee)", ["营业收入 1000 万元", "× 参数rate 30%", "= 不超过参数fee 1234567.89 元", "= 应得金额 1234567.89 元"]),
        ("$fee - company.revenue * $small_rate", ["参数fee 1234567.89 元", "− 小计 2 万元", "= 应得金额 1214567.89 元"]),
        ("ROUND($fee * $rate, -4)", ["参数fee 1234567.89 元", "× 参数rate 30%", "= 取整后 37 万元", "= 应得金额 37 万元"]),
        ("company.revenue / 4", ["营业收入 1000 万元", "÷ 规定数 4", "= 应得金额 250 万元"]),
    ],
)  # fmt: skip
def test_steps_of_an_amount(amount, expected):
    bound = bound_of(amount=amount)

    steps = explain(bound, given(bound, {"company.revenue": 10_000_000, "company.patents": 2}), ON).steps

    assert [f"{step.operator} {step.label} {step.quantity.label}".strip() for step in steps] == expected


@pytest.mark.parametrize(("board", "labels"), [("star", ("参数boards",)), ("neeq", ())])
def test_assumed_list_counts_where_the_value_is_in_it(board, labels):
    boards = next(one for one in PARAMETERS if one.name == "boards")
    entry = replace(boards.entries[0], status="assumed")
    bound = bound_of("event.board IN ($boards)", parameters=(replace(boards, entries=(entry,)),))

    assert assumed_behind(bound, given(bound, {"event.board": board}), ON) == labels
