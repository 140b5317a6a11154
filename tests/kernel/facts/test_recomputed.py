"""Facts of everyone by SQL and by arrays equal those of one subject in plain Python, on random rows with gaps."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gaodi.kernel.facts import columns as columns_module
from gaodi.kernel.facts import passes
from gaodi.kernel.facts.columns import read_columns
from gaodi.kernel.facts.coverage import outside
from gaodi.kernel.facts.derived import Op
from gaodi.kernel.facts.everyone import texts
from tests.kernel.facts.making import ON, day, registry_of, report, sound

OPS = {"count": "count", "sum": "money", "min": "money", "max": "money", "exists": "flag"}
WINDOWS = [
    "",
    "window: valid",
    "window: {years: 2}",
    "window: {months: 7}",
    "window: {days: 40}",
    "window: {last: 3}",
]
WHERES = ["", "where: \"kind = 'annual'\"", "where: is_audited", 'where: "amount > 0.01 OR is_audited"']


def fact(name, op, kind, *rest):
    column = "" if op in ("count", "exists") else "column: amount"
    limits = "" if op == "exists" else "low: -900, high: 900"
    told = [f"label: {name}, type: {kind}, from: report, op: {op}", column, limits, *rest]
    return f"{name}: {{{', '.join(part for part in told if part)}}}"


def every_fact():
    lines = []
    for where in WHERES:
        for window in WINDOWS:
            for op, kind in OPS.items():
                if op == "exists" and "last" in window:
                    continue
                modes = [""] if op == "exists" else ["", "if_incomplete: known_rows"]
                if "last" in window:
                    modes.append("if_incomplete: since_founding")
                lines += [
                    fact(f"f{len(lines) + n}", op, kind, window, where, mode) for n, mode in enumerate(modes)
                ]
        for rest in ("", "back: 1", "back: 2"):
            lines.append(fact(f"l{len(lines)}", "last", "money", where, rest))
        for rest in ("", "window: {years: 2}", "if_incomplete: known_rows"):
            lines.append(fact(f"g{len(lines)}", "first", "money", where, rest))
        lines.append(
            fact(f"b{len(lines)}", "count", "count", where, "by: partner_id, if_incomplete: known_rows")
        )
    names = [line.split(":")[0] for line in lines if "type: money" in line]
    limits = "low: -2000000, high: 2000000"
    for number, name in enumerate(names):
        other = names[(number * 7 + 3) % len(names)]
        op, kind = [("ratio", "rate"), ("growth", "rate"), ("difference", "money")][number % 3]
        lines.append(f"q{number}: {{label: 比, type: {kind}, op: {op}, of: {name}, to: {other}, {limits}}}")
    return "\n".join(lines)


FACTS = every_fact()
ends = st.sampled_from(["2020-12-31", "2021-12-31", "2022-12-31", "2023-12-31", "2024-12-31"]) | st.dates(
    ON - timedelta(900), ON + timedelta(30)
)
moments = st.sampled_from([datetime(2025, month, 1, tzinfo=UTC) for month in (1, 3, 5, 7)])


@st.composite
def told(draw):
    rows = []
    for number in range(draw(st.integers(0, 9))):
        known_from, known_to = draw(moments), draw(st.none() | moments)
        row = report(
            number + 1,
            draw(ends),
            draw(st.none() | st.integers(-3, 500)),
            firm=draw(st.integers(1, 2)),
            partner=draw(st.none() | st.integers(1, 2)),
            kind=draw(st.sampled_from(["annual", "annual", "quarter", None])),
            audited=draw(st.none() | st.integers(0, 1)),
            standing=draw(st.sampled_from(["verified", "declared", "assumed"])),
            source_on=draw(st.sampled_from(["2025-01-01", "2025-02-02"])),
            known_from=known_from,
            known_to=known_to if known_to is None or known_to > known_from else None,
        )
        rows.append(row)
    return rows


@st.composite
def covered(draw):
    rows = []
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.sampled_from(["2000-01-01", "2023-06-30", "2023-07-01", "2024-06-01", "2025-06-30"]))
        end = draw(st.sampled_from([None, None, "2023-07-01", "2024-06-01", "2025-06-30", "2025-07-01"]))
        if end is None or end > start:
            subject = draw(st.sampled_from([None, 1, 2]))
            rows.append((subject, "report", day(start), day(end) if end else None))
    if draw(st.booleans()):
        rows.append((draw(st.sampled_from([1, 2])), outside("report"), 0, None))
    return rows


founded = st.none() | st.sampled_from(
    ["2005-05-05", "2022-12-31", "2023-01-01", "2024-06-01", "2026-01-01"]
).map(day)


@pytest.fixture
def definitions(db):
    return sound(registry_of(), FACTS)


def compare(definitions, rows, coverage, began):
    firms = [(1, began[0], 300, 7), (2, began[1], None, 0)]
    registry = registry_of(firms, rows, coverage)
    standings = [f"{name}_source_standing" for name in definitions["firm"]]
    columns = [*registry.whole("firm", definitions).names, *standings]

    for chunk in range(0, len(columns), 150):
        asked = ["firm_id", *columns[chunk : chunk + 150]]
        everyone = sorted(registry.read("firm", asked, ON, then(rows), None, definitions))
        each = [registry.read("firm", asked, ON, then(rows), [subject], definitions)[0] for subject in (1, 2)]
        expected = [dict(zip(asked, row, strict=True)) for row in each]
        assert [dict(zip(asked, row, strict=True)) for row in everyone] == expected
        arrays = read_columns("firm", asked, ON, then(rows), registry=registry, definitions=definitions)
        assert [{name: arrays[name].at(row) for name in asked} for row in range(len(arrays))] == expected


def then(rows):
    """A moment between the corrections."""
    return datetime(2025, 2 + 2 * (len(rows) % 4), 15, tzinfo=UTC)


few_examples = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@few_examples
@given(rows=told(), coverage=covered(), began=st.tuples(founded, founded))
def test_everyone_by_sql_and_by_arrays_is_each_by_python(definitions, rows, coverage, began):
    compare(definitions, rows, coverage, began)


@few_examples
@given(rows=told(), coverage=covered(), began=st.tuples(founded, founded))
def test_rows_picked_before_they_are_read_give_the_same(definitions, monkeypatch, rows, coverage, began):
    monkeypatch.setattr(texts, "_WIDE", 0)
    monkeypatch.setattr(columns_module, "_BLOCK", 1)
    of_few_rows = {
        name: fact
        for name, fact in definitions["firm"].items()
        if fact.op is Op.LAST or (fact.op.is_of_rows and passes.is_of_periods(fact))
    }

    compare({"firm": of_few_rows}, rows, coverage, began)


def test_the_facts_of_the_property_are_many(definitions):
    assert len(definitions["firm"]) > 200
