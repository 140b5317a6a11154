"""Random expressions, well typed by construction, and random rows for them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

_COMPARISON = st.sampled_from(["=", "<>", "<", "<=", ">", ">="])


def _join(left, right, *operators):
    return st.builds(lambda a, op, b: f"({a} {op} {b})", left, st.sampled_from(operators), right)


def _call(name, *parts):
    return st.tuples(*parts).map(lambda args: f"{name}({', '.join(args)})")


def _branches(value, otherwise):
    return st.builds(lambda c, a, b: f"CASE WHEN {c} THEN {a} ELSE {b} END", TRUTHS, value, otherwise)


def _grown(leaves, rates):
    """Numbers of one kind, built up from leaves: sums, parts, extremes, choices, quotients by counts."""
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            _join(inner, inner, "+", "-"),
            _join(inner, rates, "*"),
            _join(inner, rates, "/"),
            _call("LEAST", inner, inner),
            _call("GREATEST", inner, inner),
            _call("COALESCE", inner, inner),
            _call("ROUND", inner, st.sampled_from(["-2", "0", "1", "2", "4"])),
            inner.map(lambda text: f"(-{text})"),
            _branches(inner, st.one_of(inner, st.just("NULL"))),
        ),
        max_leaves=3,
    )


TRUTHS = st.deferred(lambda: _TRUTHS)
RATES = st.sampled_from(["company.rd_ratio", "$rate", "$small_rate", "0.5", "-1.25", "3"])
COUNTS = st.sampled_from(["company.patents", "company.staff", "$least", "7"])
DAYS = st.sampled_from(
    ["event.happened_on", "company.founded_on", "DATE '2024-02-29'", "ADD_MONTHS(company.founded_on, -13)"]
)
TEXTS = st.sampled_from(["event.board", "event.way", "company.name"])
MONEY = _grown(
    st.sampled_from(
        ["company.revenue", "company.profit", "event.raised", "$fee", "(company.revenue - 1234.56)"]
    ),
    RATES,
)

_LEAVES = st.one_of(
    st.builds(lambda a, op, b: f"({a} {op} {b})", MONEY, _COMPARISON, MONEY),
    st.builds(lambda a, op, b: f"({a} {op} {b})", COUNTS, _COMPARISON, COUNTS),
    st.builds(lambda a, op, b: f"({a} {op} {b})", DAYS, _COMPARISON, DAYS),
    st.builds(lambda a, b, c: f"({a} - {b} BETWEEN 0 AND {c})", DAYS, DAYS, st.sampled_from(["$days", "30"])),
    st.sampled_from(
        [
            "company.dishonest",
            "event.board IN ($boards)",
            "event.board IN ($boards, 'hkex')",
            "event.way = 'ipo'",
            "event.way <> 'shell'",
            "company.name LIKE '淄%'",
            "company.name NOT LIKE '%公司'",
            "company.revenue IS NULL",
            "company.dishonest IS NOT NULL",
            "YEAR(company.founded_on) >= 2020",
            "company.profit / company.revenue > 0.1",
            "company.patents IN (1, 2, 7)",
        ]
    ),
)
_TRUTHS = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        _join(inner, inner, "AND", "OR"),
        inner.map(lambda text: f"(NOT {text})"),
        _call("COALESCE", inner, st.sampled_from(["TRUE", "FALSE"])),
        st.builds(lambda c, a, b: f"(CASE WHEN {c} THEN {a} ELSE {b} END)", inner, inner, inner),
    ),
    max_leaves=3,
)


def _maybe(strategy):
    return st.one_of(st.none(), strategy)


def _yuan(low, high):
    return st.one_of(
        st.integers(low, high).map(lambda fen: Decimal(fen).scaleb(-2)),
        st.sampled_from([0, Decimal("0.01"), Decimal("0.05"), high // 100]),
    )


ROWS = st.fixed_dictionaries(
    {
        "event.board": _maybe(st.sampled_from(["main", "star", "hkex", "neeq"])),
        "event.way": _maybe(st.sampled_from(["ipo", "shell"])),
        "event.happened_on": _maybe(st.dates(date(2020, 1, 1), date(2026, 1, 1))),
        "event.raised": _maybe(_yuan(0, 10**14)),
        "company.revenue": _maybe(_yuan(0, 10**15)),
        "company.profit": _maybe(_yuan(-(10**15), 10**15)),
        "company.rd_ratio": _maybe(st.integers(0, 10**6).map(lambda ppm: Decimal(ppm).scaleb(-6))),
        "company.patents": _maybe(st.sampled_from([0, 1, 2, 7, 100_000, 100_001])),
        "company.staff": _maybe(st.integers(0, 300)),
        "company.founded_on": _maybe(st.dates(date(1990, 1, 1), date(2025, 1, 31))),
        "company.dishonest": _maybe(st.booleans()),
        "company.name": _maybe(st.sampled_from(["淄博青埴有限公司", "高地", "淄"])),
    }
)
