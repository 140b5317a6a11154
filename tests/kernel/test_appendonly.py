import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from gaodi.kernel.appendonly import AppendOnly
from gaodi.kernel.audit import record
from gaodi.kernel.models import AuditRecord


@pytest.fixture
def line(db, actor, at):
    return record(actor=actor, at=at, action="say")


def test_a_row_cannot_be_changed(line):
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditRecord.objects.update(actor="somebody else")


def test_a_row_cannot_be_removed(line):
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditRecord.objects.all().delete()


@pytest.mark.commits
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE kernel_event SET kind = 'other'",
        "DELETE FROM kernel_event",
        "TRUNCATE kernel_event",
    ],
)
def test_the_owner_is_stopped_too_by_the_trigger(owner, statement):
    owner.execute(
        'INSERT INTO kernel_event (kind, "on", at, actor, subject_kind, payload)'
        " VALUES ('thing', '2025-06-30', now(), 'system:test', '', '{}')"
    )

    with pytest.raises(psycopg.errors.CheckViolation, match="kernel_event only grows"):
        owner.execute(statement)


def test_the_operation_is_written_into_migrations_by_its_table():
    operation = AppendOnly("registry_history")

    assert operation.deconstruct() == ("AppendOnly", ["registry_history"], {})


CLOSING = """
CREATE TEMPORARY TABLE kept (id int, word text, known_to timestamptz);
CREATE TRIGGER kept_closes BEFORE UPDATE ON kept FOR EACH ROW EXECUTE FUNCTION gaodi_only_closes('known_to');
INSERT INTO kept VALUES (1, 'as it was', NULL);
"""


@pytest.fixture
def kept(db):
    with connection.cursor() as cursor:
        cursor.execute(CLOSING)
        yield cursor


def test_row_is_closed_once(kept):
    kept.execute("UPDATE kept SET known_to = now()")

    with pytest.raises(IntegrityError, match="closes known_to once"), transaction.atomic():
        kept.execute("UPDATE kept SET known_to = now() + interval '1 day'")


def test_row_that_is_only_closed_is_not_changed(kept):
    with pytest.raises(IntegrityError, match="keeps its rows"), transaction.atomic():
        kept.execute("UPDATE kept SET word = 'otherwise', known_to = now()")
