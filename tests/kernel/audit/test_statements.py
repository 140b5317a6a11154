from decimal import Decimal

import pytest
from django.db import connection

from gaodi.kernel.audit import AuditStatements, acting
from gaodi.kernel.audit.statements import FEW
from gaodi.kernel.models import AuditRecord

pytestmark = pytest.mark.commits


@pytest.fixture
def things(owner):
    """A table of dated rows, audited by statement; column `secret` hidden."""
    owner.execute(
        "CREATE TABLE things (id bigserial PRIMARY KEY, name text, amount numeric(18,2), secret text,"
        " known_to timestamptz)"
    )
    owner.execute(AuditStatements("things", hidden=["secret"]).sql)
    owner.execute("GRANT USAGE ON SEQUENCE things_id_seq TO gaodi_app")


def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def insert(number):
    run(
        f"INSERT INTO things (name, amount, secret) SELECT '第' || n, n, 's' FROM generate_series(1, {number}) AS n"
    )


def written():
    return AuditRecord.objects.filter(table_name="things").order_by("id")


def test_a_small_insert_is_written_row_by_row_in_its_order(things):
    insert(FEW)

    rows = list(written())
    assert [row.row_key for row in rows] == [str(number) for number in range(1, FEW + 1)]
    assert {(row.kind, row.operation) for row in rows} == {("row", "insert")}
    assert rows[1].changes == {
        "id": [None, 2],
        "name": [None, "第2"],
        "amount": [None, Decimal("2.00")],
        "secret": ["(hidden)", "(hidden)"],
        "known_to": [None, None],
    }


def test_a_large_insert_is_one_record_without_closing_and_hidden_columns(things):
    insert(FEW + 1)

    record = written().get()
    assert (record.kind, record.operation, record.changes, record.row_key) == ("batch", "insert", None, "")
    assert (record.detail["count"], record.detail["ids"]) == (51, "{[1,52)}")
    assert record.detail["columns"] == ["id", "name", "amount"]
    assert len(record.detail["digest"]) == 64


def test_ids_with_gaps_are_kept_as_ranges(things):
    insert(120)
    run("UPDATE things SET known_to = now() WHERE id BETWEEN 10 AND 60 OR id > 110")

    record = written().last()
    assert (record.operation, record.detail["ids"]) == ("update", "{[10,61),[111,121)}")
    assert record.detail["columns"] == ["id", "known_to"]


def test_a_batch_carries_actor_and_line(things, actor, at):
    with acting(actor=actor, at=at, action="load") as line:
        insert(60)

    record = written().get()
    assert (record.actor, record.mandate_id, record.line_id) == (str(actor), actor.mandate_id, line.pk)


def test_a_copy_is_one_record(things):
    with connection.cursor() as cursor, cursor.copy("COPY things (name, amount) FROM STDIN") as copy:
        for number in range(3000):
            copy.write_row((f"行{number}", number))

    assert written().get().detail["count"] == 3000
    assert len(written().get().detail["parts"]) == 4


def test_a_small_update_keeps_only_what_changed(things):
    insert(3)
    run("UPDATE things SET name = '第2', amount = 2")

    changed = list(written().filter(operation="update").values_list("row_key", "changes"))
    assert changed == [
        ("1", {"name": ["第1", "第2"], "amount": [Decimal("1.00"), Decimal("2.00")]}),
        ("3", {"name": ["第3", "第2"], "amount": [Decimal("3.00"), Decimal("2.00")]}),
    ]


def test_a_changed_key_is_not_lost(things):
    insert(1)
    run("UPDATE things SET id = 9")

    assert sorted(written().filter(operation="update").values_list("row_key", flat=True)) == ["1", "9"]


def test_deletes_keep_small_ones_in_full_and_large_ones_under_a_digest(things):
    insert(100)
    run("DELETE FROM things WHERE id = 1")
    run("DELETE FROM things")

    one, many = written().filter(operation="delete")
    assert (one.row_key, one.changes["name"]) == ("1", ["第1", None])
    assert (many.detail["count"], many.detail["ids"]) == (99, "{[2,101)}")


def test_a_statement_that_finds_no_row_leaves_no_trace(things):
    run("UPDATE things SET name = 'x'")
    run("DELETE FROM things")

    assert not written().exists()


def test_the_digest_follows_neither_order_nor_time_zone_of_the_session(things):
    insert(60)
    run("SET TimeZone = 'Asia/Shanghai'")
    run("CREATE TEMPORARY TABLE taken AS SELECT * FROM things; DELETE FROM things")
    run("INSERT INTO things SELECT * FROM taken ORDER BY id DESC")

    first, second = written().filter(operation="insert")
    assert first.detail == second.detail


def test_the_operation_is_written_into_migrations_with_its_arguments():
    operation = AuditStatements("things", hidden=["secret"])

    assert operation.deconstruct() == (
        "AuditStatements",
        ["things"],
        {"key": "id", "hidden": ("secret",), "closing": "known_to"},
    )
