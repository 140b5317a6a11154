import pytest
from django.db import DatabaseError, connection, transaction

APPEND_ONLY = [
    "kernel_auditrecord",
    "kernel_auditseal",
    "kernel_event",
    "kernel_instance",
    "kernel_packversion",
]


def privileges(table):
    words = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT " + ", ".join(f"has_table_privilege('gaodi_app', %s, '{word}')" for word in words),
            [table] * len(words),
        )
        return {word for word, granted in zip(words, cursor.fetchone(), strict=True) if granted}


def tables():
    with connection.cursor() as cursor:
        return connection.introspection.table_names(cursor)


def test_the_application_runs_under_its_own_login(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_user")
        assert cursor.fetchone() == ("gaodi_app",)


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_append_only_tables_are_read_and_inserted_only(db, table):
    assert privileges(table) == {"SELECT", "INSERT"}


def test_every_table_can_be_read_and_none_truncated(db):
    assert all("SELECT" in privileges(table) for table in tables())
    assert not any("TRUNCATE" in privileges(table) for table in tables())


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE kernel_event DISABLE TRIGGER ALL",
        "DROP TRIGGER gaodi_append_only ON kernel_event",
        "TRUNCATE kernel_event",
        "SET session_replication_role = replica",
        "CREATE TABLE public.mine (id int)",
    ],
)
def test_the_application_cannot_get_round_the_triggers(db, statement):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
