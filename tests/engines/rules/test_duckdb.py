"""DuckDB, from the same typed tree, comes to the same answers as the kernel."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import duckdb
import pytest

from gaodi.engines.rules.dictionary import FactType
from gaodi.engines.rules.draft import Wrong
from gaodi.engines.rules.emit_duckdb import DuckDbWriter
from tests.engines.rules.making import ON, bound_of, given

_TYPES = {FactType.TEXT: "VARCHAR", FactType.FLAG: "BOOLEAN"}
_ROWS = [
    {"company.revenue": 10**10, "company.profit": Decimal("-0.05"), "company.rd_ratio": Decimal("0.3"), "company.patents": 5},
    {"company.revenue": Decimal("0.07"), "company.profit": 3, "company.dishonest": True, "event.board": "star"},
    {"company.dishonest": False, "company.patents": 0, "event.way": "ipo", "company.name": "淄博青埴"},
    {"company.rd_ratio": Decimal("0.999999"), "company.profit": 10**10, "event.way": "shell", "event.board": "hkex"},
    {},
]  # fmt: skip


def _duckdb(writer_sql: str, bound, row):
    columns = [
        f"CAST({_literal(bound, fact, value)} AS {_TYPES.get(fact.described.type, 'BIGINT')}) AS {fact.path.replace('.', '_')}"
        for fact, value in zip(bound.compiled.facts, row, strict=True)
    ]
    [[answer]] = duckdb.sql(f"SELECT {writer_sql} FROM (SELECT {', '.join(columns)}) t").fetchall()
    return answer


def _literal(bound, fact, value):
    if value is None:
        return "NULL"
    return f"'{bound.book.text_of(value)}'" if fact.described.type is FactType.TEXT else str(value)


def _writer(bound):
    return DuckDbWriter(bound.compiled.spec, date(2025, 6, 12), ON)


@pytest.mark.parametrize(
    "when",
    [
        "company.revenue * $rate >= company.profit * 0.5",
        "company.patents BETWEEN 1 AND $least OR company.dishonest",
        "event.board IN ($boards, 'hkex') AND NOT company.dishonest",
        "LEAST(company.revenue, company.profit) < $fee",
        "CASE WHEN company.dishonest THEN FALSE ELSE company.name LIKE '淄%' END",
        "COALESCE(company.patents, 0) > 0",
        "event.way <> 'shell' AND company.rd_ratio IS NOT NULL",
        "event.happened_on >= DATE '2025-06-12'",
    ],
)
def test_duckdb_judges_a_condition_alike(when):
    bound = bound_of(when)
    [(_, node)] = bound.compiled.conditions()

    for facts in _ROWS:
        row = given(bound, facts)
        answer = _duckdb(_writer(bound).sql(node), bound, row)
        assert {None: 1, False: 0, True: 2}[answer] == bound.judge(row, ON).conditions[0], facts


@pytest.mark.parametrize(
    "amount",
    [
        "company.revenue * company.rd_ratio",
        "company.profit * 0.5",
        "ROUND(company.profit * $rate, 0) + $fee",
        "GREATEST(company.profit, -$fee) - company.revenue * $small_rate",
        "CASE WHEN company.patents >= $least THEN $fee ELSE company.profit END",
    ],
)
def test_duckdb_computes_an_amount_alike(amount):
    bound = bound_of(amount=amount)
    node = bound.compiled.node_of("amount")

    for facts in _ROWS:
        row = given(bound, facts)
        answer = _duckdb(f"CAST(ROUND({_writer(bound).sql(node)}, 2) * 100 AS BIGINT)", bound, row)
        assert answer == bound.judge(row, ON).amount, facts


def test_what_duckdb_cannot_do_exactly_is_refused():
    bound = bound_of("company.revenue / company.staff > 1")
    [(_, node)] = bound.compiled.conditions()

    with pytest.raises(Wrong, match="not written for DuckDB"):
        _writer(bound).sql(node)
