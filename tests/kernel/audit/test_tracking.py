from decimal import Decimal

import pytest
from django.db import connection
from psycopg import sql

from gaodi.kernel.audit import AuditTable
from gaodi.kernel.audit.tracking import AUDIT_FUNCTION
from gaodi.kernel.models import AuditRecord

pytestmark = pytest.mark.commits


@pytest.fixture
def things(owner):
    """A table of an app with its audit: key `code`, column `secret` hidden."""
    owner.execute("CREATE TABLE things (code text PRIMARY KEY, name text, amount numeric(18,2), secret text)")
    owner.execute(AuditTable("things", key="code", hidden=["secret"]).sql)


def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def last():
    return AuditRecord.objects.latest("id")


def test_an_insert_keeps_the_new_row(things):
    run("INSERT INTO things VALUES ('a', '甲', 1.50, 'x')")

    row = last()
    assert (row.table_name, row.row_key, row.operation) == ("things", "a", "insert")
    assert row.changes["name"] == [None, "甲"]


def test_an_update_keeps_only_what_changed(things):
    run("INSERT INTO things VALUES ('a', '甲', 1.50, 'x')")
    run("UPDATE things SET name = '甲', amount = 2")

    assert (last().operation, last().changes) == ("update", {"amount": [Decimal("1.50"), Decimal("2.00")]})


def test_an_update_to_null_is_a_change(things):
    run("INSERT INTO things VALUES ('a', '甲', 1.50, 'x')")
    run("UPDATE things SET name = NULL")

    assert last().changes == {"name": ["甲", None]}


def test_an_update_that_changes_nothing_leaves_no_trace(things):
    run("INSERT INTO things VALUES ('a', '甲', 1.50, 'x')")
    run("UPDATE things SET name = '甲'")

    assert AuditRecord.objects.filter(table_name="things").count() == 1


def test_a_delete_keeps_the_old_row(things):
    run("INSERT INTO things VALUES ('a', '甲', 1.50, 'x')")
    run("DELETE FROM things")

    assert (last().row_key, last().operation) == ("a", "delete")
    assert last().changes["amount"] == [Decimal("1.50"), None]


def test_of_a_hidden_column_only_the_change_is_kept(things):
    run("INSERT INTO things VALUES ('a', '甲', 1.50, 'x')")
    run("UPDATE things SET secret = 'y'")

    assert last().changes == {"secret": ["(hidden)", "(hidden)"]}


def test_the_operation_is_written_into_migrations_with_its_arguments():
    operation = AuditTable("things", key="code", hidden=["secret"])

    assert operation.deconstruct() == ("AuditTable", ["things"], {"key": "code", "hidden": ("secret",)})


def test_the_function_can_be_replaced_in_place(owner):
    owner.execute(sql.SQL(AUDIT_FUNCTION))
