import pytest
from django.db import connection

from gaodi.kernel.audit import AuditStatements, verify, verify_rows
from gaodi.kernel.models import AuditRecord
from tests.kernel.audit.test_sealing import seal_up_to

pytestmark = pytest.mark.commits


@pytest.fixture
def things(owner):
    """3,000 rows in one sealed batch, ids 11 to 3010, then five rows written down in full."""
    owner.execute(
        "CREATE TABLE things (id bigint PRIMARY KEY, name text, at timestamptz DEFAULT now(), known_to timestamptz)"
    )
    owner.execute(AuditStatements("things").sql)
    run("INSERT INTO things SELECT n, '第' || n FROM generate_series(11, 3010) AS n")
    run("INSERT INTO things SELECT n, '第' || n FROM generate_series(4001, 4005) AS n")
    seal_up_to(AuditRecord.objects.latest("id").pk)


@pytest.fixture
def behind(superuser):
    """Runs a statement with every trigger off, as only an owner can."""

    def run_unseen(statement):
        superuser.execute("SET session_replication_role = replica")
        superuser.execute(statement)
        superuser.execute("SET session_replication_role = origin")

    return run_unseen


def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def found():
    broken = verify_rows().first_broken
    return broken and (broken.kind, broken.ids, broken.count)


def test_rows_as_they_were_loaded_are_proven(things):
    told = []

    result = verify_rows(lambda *one: told.append(one))

    assert (result.ok, result.batches, result.rows, result.unsealed_batches) == (True, 1, 3000, 0)
    assert told == [(0, 1, "things")]
    assert verify().ok


def test_closing_leaves_the_load_proven_and_is_proven_itself(things):
    run("UPDATE things SET known_to = now() WHERE id % 2 = 0")
    run("UPDATE things SET known_to = now() WHERE id = 11")
    seal_up_to(AuditRecord.objects.latest("id").pk)

    assert (verify_rows().ok, verify_rows().batches) == (True, 2)


def test_a_changed_row_is_found_to_a_thousand_ids(things, behind):
    behind("UPDATE things SET name = '别的' WHERE id = 1500")

    assert found() == ("changed", "{[1000,2000)}", 1000)
    assert verify().ok


def test_missing_rows_are_named(things, behind):
    behind("DELETE FROM things WHERE id IN (12, 13, 2000)")

    assert found() == ("missing", "{[12,14),[2000,2001)}", 3)


@pytest.mark.parametrize("number", [3500, 9000])
def test_a_row_that_nobody_added_is_named(things, behind, number):
    behind(f"INSERT INTO things VALUES ({number}, '无中生有')")

    assert found() == ("added", f"{{[{number},{number + 1})}}", 1)


def test_a_closing_taken_back_is_found(things, behind):
    run("UPDATE things SET known_to = now() WHERE id < 100")
    seal_up_to(AuditRecord.objects.latest("id").pk)
    behind("UPDATE things SET known_to = NULL WHERE id = 50")

    assert found() == ("changed", "{[11,100)}", 89)


def test_a_change_that_the_audit_wrote_down_in_full_is_taken_back(things, behind):
    run("UPDATE things SET name = '更名' WHERE id IN (20, 30)")
    run("UPDATE things SET name = '再更名' WHERE id = 20")
    run("DELETE FROM things WHERE id = 31")
    assert found() is None

    behind("UPDATE things SET name = '别的' WHERE id = 40")
    assert found() == ("changed", "{[11,1000)}", 989)


def test_a_load_that_a_later_batch_wrote_over_is_counted_as_such(things):
    run("DELETE FROM things WHERE id < 1000")

    assert (verify_rows().ok, verify_rows().overwritten) == (True, 1)


def test_a_deleted_batch_that_came_back_is_found(things, behind):
    run("DELETE FROM things WHERE id < 1000")
    seal_up_to(AuditRecord.objects.latest("id").pk)
    behind("INSERT INTO things VALUES (100, '第100')")

    assert found() == ("added", "{[100,101)}", 1)


def test_a_column_added_later_is_no_change_and_one_removed_is_told(things, owner):
    owner.execute("ALTER TABLE things ADD COLUMN note text DEFAULT ''")
    assert found() is None

    owner.execute("ALTER TABLE things DROP COLUMN at")
    assert found() == ("unreadable", "{[11,3011)}", 3000)


def test_a_batch_without_a_seal_is_counted_and_not_compared(things, behind):
    run("INSERT INTO things SELECT n, 'n' FROM generate_series(5001, 5100) AS n")
    behind("UPDATE things SET name = '别的' WHERE id = 5001")

    result = verify_rows()
    assert (result.ok, result.batches, result.unsealed_batches) == (True, 1, 1)


def test_a_changed_batch_record_breaks_the_chain(things, superuser):
    superuser.execute(
        "UPDATE kernel_auditrecord SET detail = jsonb_set(detail, '{count}', '2999') WHERE kind = 'batch'"
    )

    assert verify().first_broken.kind == "changed"


def test_broken_rows_read_as_a_sentence(things, behind):
    behind("DELETE FROM things WHERE id = 12")

    assert str(verify_rows().first_broken) == "things {[12,13)}: 1 rows missing"
