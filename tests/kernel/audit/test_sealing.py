from datetime import UTC, datetime

import pytest
from django.db import connection

from gaodi.kernel.audit import Broken, TransactionsWentBack, acting, seal, verify
from gaodi.kernel.models import AuditRecord, AuditSeal

pytestmark = pytest.mark.commits

NIGHT = datetime(2025, 6, 30, 18, 0, tzinfo=UTC)


@pytest.fixture
def write(actor, at):
    """Commits lines of the given actions, one transaction each, and returns their ids."""

    def run(*actions):
        ids = []
        for action in actions:
            with acting(actor=actor, at=at, action=action, detail={"amount": "1234567890123456.78"}) as line:
                ids.append(line.pk)
        return ids

    return run


@pytest.fixture
def sealed(write):
    """The ids of six lines under two seals."""
    ids = write("a", "b", "c")
    seal_up_to(ids[-1])
    ids += write("d", "e", "f")
    seal_up_to(ids[-1])
    return ids


def seal_up_to(line_id):
    """Seals once no transaction of the server is open that began before that line's.

    A seal waits for those of other databases too, and autovacuum or another test run may hold one for a moment.
    """
    with connection.cursor() as cursor:
        for _ in range(3000):
            cursor.execute(
                "SELECT txid < txid_snapshot_xmin(txid_current_snapshot()), pg_sleep(0.01)"
                " FROM kernel_auditrecord WHERE id = %s",
                [line_id],
            )
            if cursor.fetchone()[0]:
                return seal(NIGHT)
    pytest.fail("a transaction was open on the server for half a minute: nothing can be sealed")


def first_broken():
    found = verify()
    assert not found.ok
    return found.first_broken


def seal_ids():
    return list(AuditSeal.objects.order_by("id").values_list("id", flat=True))


def test_an_empty_audit_is_whole():
    found = verify()

    assert (found.ok, found.sealed_rows, found.unsealed_tail) == (True, 0, 0)


def test_nothing_new_gets_no_seal(sealed):
    assert seal(NIGHT) is None


def test_what_is_sealed_verifies(sealed):
    found = verify()

    assert (found.ok, found.sealed_rows, found.first_broken, found.unsealed_tail) == (True, 6, None, 0)
    assert found.head == AuditSeal.objects.latest("id").digest


def test_the_tail_without_a_seal_is_counted(sealed, write):
    write("g", "h")

    assert (verify().ok, verify().unsealed_tail) == (True, 2)


def test_seals_are_a_chain_without_gaps(sealed):
    first, second = AuditSeal.objects.order_by("id")

    assert (first.from_txid, second.from_txid) == (0, first.to_txid)
    assert (first.previous, second.previous) == ("0" * 64, first.digest)


def test_a_transaction_that_is_open_waits_for_the_next_seal(write, superuser):
    [before] = write("a")
    with superuser.transaction():
        superuser.execute(
            "INSERT INTO kernel_auditrecord (kind, actor, action, subject_kind, table_name, row_key, operation)"
            " VALUES ('line', 'system:slow', 'slow', '', '', '', '')"
        )
        write("b")
        assert seal_up_to(before).count == 1

    assert verify().unsealed_tail == 2
    assert seal_up_to(AuditRecord.objects.latest("id").pk).count == 2
    assert verify().ok


@pytest.mark.parametrize(
    "change",
    [
        "actor = 'person:别人'",
        "action = 'other'",
        "at = at + interval '1 microsecond'",
        "mandate_id = NULL",
        "subject_id = 9",
        """detail = '{"amount": "1234567890123456.79"}'""",
    ],
)
def test_a_changed_row_is_found(sealed, superuser, change):
    superuser.execute(f"UPDATE kernel_auditrecord SET {change} WHERE id = %s", [sealed[1]])

    assert first_broken() == Broken("changed", seal_ids()[0], sealed[1])


@pytest.mark.parametrize("position", [0, 1, 2, 5])
def test_a_removed_row_is_found(sealed, superuser, position):
    superuser.execute("DELETE FROM kernel_auditrecord WHERE id = %s", [sealed[position]])

    assert first_broken() == Broken("removed", seal_ids()[position // 3], sealed[position])


def test_all_rows_removed_are_found(sealed, superuser):
    superuser.execute("DELETE FROM kernel_auditrecord")

    assert first_broken() == Broken("removed", seal_ids()[0], sealed[0])


@pytest.mark.parametrize("position", [0, 2, 4])
def test_a_row_put_under_a_seal_is_found(sealed, superuser, position):
    superuser.execute(
        "INSERT INTO kernel_auditrecord (id, txid, at, kind, actor, action, subject_kind, table_name, row_key, operation)"
        " SELECT 10000, txid, at, kind, actor, action, subject_kind, '', '', '' FROM kernel_auditrecord WHERE id = %s",
        [sealed[position]],
    )

    assert first_broken() == Broken("inserted", seal_ids()[position // 3], 10000)


def test_a_row_moved_to_another_transaction_is_found(sealed, superuser):
    superuser.execute(
        "UPDATE kernel_auditrecord SET txid = (SELECT max(txid) + 1 FROM kernel_auditrecord) WHERE id = %s",
        [sealed[0]],
    )

    assert first_broken().row_id == sealed[0]


@pytest.mark.parametrize(
    "change",
    [
        "count = count + 1",
        "sealed_at = sealed_at + interval '1 day'",
        "digest = repeat('a', 64)",
        "previous = repeat('b', 64)",
        "to_txid = to_txid + 1",
        "marks = '\\x00'",
    ],
)
def test_a_changed_seal_is_found(sealed, superuser, change):
    superuser.execute(f"UPDATE kernel_auditseal SET {change} WHERE id = %s", [seal_ids()[0]])

    assert first_broken() == Broken("seal", seal_ids()[0])


def test_a_seal_removed_from_the_middle_is_found(sealed, write, superuser):
    second = seal_ids()[1]
    seal_up_to(*write("g"))
    superuser.execute("DELETE FROM kernel_auditseal WHERE id = %s", [second])

    assert first_broken() == Broken("seal", seal_ids()[1])


def test_rows_before_the_broken_one_are_proven(sealed, superuser):
    superuser.execute("UPDATE kernel_auditrecord SET actor = '' WHERE id = %s", [sealed[4]])

    assert verify().sealed_rows == 3


def test_a_broken_place_reads_as_a_sentence(sealed, superuser):
    superuser.execute("DELETE FROM kernel_auditrecord WHERE id = %s", [sealed[0]])

    assert str(first_broken()) == f"seal {seal_ids()[0]}: row {sealed[0]} was removed"


def test_a_database_restored_into_a_younger_cluster_is_not_sealed_wrongly(sealed, write, superuser):
    superuser.execute(
        "UPDATE kernel_auditseal SET to_txid = to_txid + 1000000 WHERE id = %s", [seal_ids()[1]]
    )
    write("g")

    with pytest.raises(TransactionsWentBack, match="the last seal ends at"):
        seal(NIGHT)


def test_rows_of_a_service_are_sealed_with_its_line(actor, at):
    with acting(actor=actor, at=at, action="move") as line:
        AuditRecord.objects.create(kind="row", actor=str(actor), table_name="things", operation="insert")

    assert seal_up_to(line.pk).count == 2
