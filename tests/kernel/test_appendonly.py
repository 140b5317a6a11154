import psycopg
import pytest
from django.db import DatabaseError, transaction

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
