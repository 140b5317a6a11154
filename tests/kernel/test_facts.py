import dataclasses
from datetime import UTC, date, datetime

import pytest

from gaodi.engines.rules.dictionary import Column, FactType, Link, Table
from gaodi.kernel.facts import FactRegistry, FactTable, FactTableClash, UnknownFact, facts

DAY = date(1970, 1, 11)
THEN = datetime(2025, 6, 30, tzinfo=UTC)

STEP = Table(
    name="step",
    alias="event",
    key="id",
    label="步骤",
    columns=(
        Column("board", FactType.TEXT, "板块", codes={"star": "科创板", "main": "主板"}, source="source"),
        Column(
            "happened_on", FactType.DAY, "发生日", low=0, high=100, source="source", source_on="source_on"
        ),
        Column("paid", FactType.MONEY, "已付", low=0, high=1000),
        Column("dishonest", FactType.FLAG, "失信"),
    ),
)

SQL = """
SELECT id, board, happened_on, paid, dishonest, source, source_on FROM (VALUES
    (1::bigint, 'star'::text, 5, 100::bigint, 0, '公告 100%%'::text, 6, timestamptz '2025-01-01Z'),
    (2, 'main', 10, NULL, 1, '公告', 10, timestamptz '2025-01-01Z'),
    (3, 'main', 11, 7, NULL, '公告', 11, timestamptz '2025-01-01Z'),
    (4, 'main', 5, 7, NULL, '公告', 11, timestamptz '2026-01-01Z')
) AS step (id, board, happened_on, paid, dishonest, source, source_on, known_from)
WHERE happened_on <= %(on)s AND known_from <= %(known_at)s
  AND (%(subjects)s::bigint[] IS NULL OR id = ANY(%(subjects)s::bigint[]))
"""

STEPS = FactTable(table=STEP, sql=SQL, coverage="全部")


def registry_of(*tables):
    registry = FactRegistry()
    for table in tables:
        registry.declare(table)
    return registry


def steps(sql=SQL, **changes):
    return FactTable(table=dataclasses.replace(STEP, **changes), sql=sql, coverage="全部")


def messages(registry):
    return [f"{problem.place.path}: {problem.message}" for problem in registry.check(DAY, THEN)]


def with_column(name, **changes):
    return tuple(
        dataclasses.replace(column, **changes) if column.name == name else column for column in STEP.columns
    )


def test_rows_are_read_as_of_the_day_and_the_moment(db):
    rows = registry_of(STEPS).read("step", ["id"], DAY, THEN)

    assert sorted(rows) == [(1,), (2,)]


def test_values_come_in_the_order_asked_and_unknown_is_none(db):
    rows = registry_of(STEPS).read("event", ["paid", "board", "id"], DAY, THEN)

    assert sorted(rows, key=lambda row: row[2]) == [(100, "star", 1), (None, "main", 2)]


def test_one_request_reads_the_same_text_for_one_subject(db):
    assert registry_of(STEPS).read("step", ["id", "board"], DAY, THEN, subjects=[2]) == [(2, "main")]


def test_no_subjects_are_no_rows(db):
    assert registry_of(STEPS).read("step", ["id"], DAY, THEN, subjects=[]) == []


def test_sources_can_be_read_beside_their_facts(db):
    rows = registry_of(STEPS).read("step", ["source", "source_on"], DAY, THEN, subjects=[1])

    assert rows == [("公告 100%", 6)]


def test_an_unknown_column_is_refused_and_the_known_ones_are_named(db):
    with pytest.raises(UnknownFact, match="it has id, board"):
        registry_of(STEPS).read("step", ["id; DROP TABLE x"], DAY, THEN)


def test_an_unknown_table_is_refused():
    with pytest.raises(UnknownFact, match="declared are step"):
        registry_of(STEPS).get("steps")


@pytest.mark.parametrize(
    "name, alias", [("step", "other"), ("other", "event"), ("event", "x"), ("x", "step")]
)
def test_names_and_aliases_do_not_clash(name, alias):
    registry = registry_of(STEPS)

    with pytest.raises(FactTableClash):
        registry.declare(steps(name=name, alias=alias))


def test_the_dictionary_holds_the_tables_as_rules_see_them():
    dictionary = registry_of(STEPS).dictionary()

    assert dictionary["step"] is STEP


def test_a_sound_declaration_has_no_problems(db):
    assert messages(registry_of(STEPS)) == []


def test_what_the_apps_declare_is_sound(db):
    assert facts.check(DAY, THEN) == []


def test_a_declared_column_must_exist(db):
    extra = Column("profit", FactType.MONEY, "利润", low=0, high=1)

    assert messages(registry_of(steps(columns=(*STEP.columns, extra)))) == [
        "step.profit: its SQL yields no such column; it yields id, board, happened_on, paid, dishonest, source, source_on"
    ]


def test_the_column_of_a_source_must_exist(db):
    [message] = messages(registry_of(steps(columns=with_column("paid", source="bank"))))

    assert message.startswith("step.bank: its SQL yields no such column")


@pytest.mark.parametrize(
    "before, after, expected",
    [
        (
            "7, NULL",
            "7.5, NULL",
            "step.paid: is numeric in its SQL; cast it to bigint (fen, day number, 0 or 1)",
        ),
        ("SELECT id, board,", "SELECT id, 1 AS board,", "step.board: is int4 in its SQL; cast it to text"),
        (
            "paid, dishonest, source",
            "paid, dishonest = 1 AS dishonest, source",
            "step.dishonest: is bool in its SQL; cast it to bigint (fen, day number, 0 or 1)",
        ),
    ],
)
def test_a_column_must_have_a_plan_type(db, before, after, expected):
    assert messages(registry_of(steps(sql=SQL.replace(before, after, 1)))) == [expected]


def test_values_must_lie_in_the_declared_range(db):
    assert messages(registry_of(steps(columns=with_column("paid", high=99)))) == [
        "step.paid: holds 100, outside 0..99"
    ]


def test_a_flag_is_nothing_but_0_and_1(db):
    assert messages(registry_of(steps(sql=SQL.replace("NULL, 1, '公告'", "NULL, 2, '公告'")))) == [
        "step.dishonest: holds 2, outside 0..1"
    ]


def test_a_numeric_fact_must_declare_its_range(db):
    assert messages(registry_of(steps(columns=with_column("paid", low=None)))) == [
        "step.paid: a numeric fact must declare its range: low and high"
    ]


def test_a_text_fact_holds_only_its_codes(db):
    assert messages(registry_of(steps(columns=with_column("board", codes={"star": "科创板"})))) == [
        "step.board: holds 'main', which is not among its codes"
    ]


@pytest.mark.parametrize(
    "key, expected",
    [
        ("1", "step.id: holds 1 in more than one row; one row per key and as-of pair"),
        ("NULL", "step.id: is null in some row; the key of a row is always known"),
    ],
)
def test_the_key_names_one_row(db, key, expected):
    assert messages(registry_of(steps(sql=SQL.replace("(2, 'main', 10", f"({key}, 'main', 10")))) == [
        expected
    ]


def test_a_table_without_rows_has_no_problems(db):
    assert messages(registry_of(steps(sql=SQL + " AND false"))) == []


def test_sql_that_does_not_run_is_a_problem_and_leaves_the_transaction_whole(db):
    [message] = messages(registry_of(steps(sql="SELECT nothing FROM nowhere")))

    assert "its SQL does not run" in message
    assert registry_of(STEPS).read("step", ["id"], DAY, THEN, subjects=[1]) == [(1,)]


def test_a_link_leads_to_a_declared_table(db):
    broken = steps(links=(Link("company", "id", "company"),))

    assert messages(registry_of(broken)) == [
        "step.company: leads to fact table company, which nobody declares"
    ]
