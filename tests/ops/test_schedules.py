"""What the job worker does by the clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from gaodi.kernel import clock
from gaodi.kernel.audit import record, verify
from gaodi.kernel.people import Actor
from gaodi.ops.schedules import delete_expired_sessions, delete_finished_jobs, seal_audit


def test_every_schedule_is_known_to_the_worker() -> None:
    names = {task.task.name for task in app.periodic_registry.periodic_tasks.values()}

    tidying = {"delete_finished_jobs", "delete_expired_sessions"}
    assert {"retry_stalled", "seal_audit", "follow_real_day"} | tidying <= names


@pytest.mark.commits
def test_worker_seals_what_was_committed(
    drain_worker: Callable[[], None], actor: Actor, at: datetime
) -> None:
    from django.db import transaction

    with transaction.atomic():
        record(actor=actor, at=at, action="test", subject_kind="", subject_id=None, detail={})
        seal_audit.defer(timestamp=0)

    drain_worker()

    found = verify()
    assert found.ok
    assert found.sealed_rows > 0
    assert list(ProcrastinateJob.objects.filter(task_name="seal_audit").values_list("status", flat=True)) == [
        "succeeded"
    ]


@pytest.mark.commits
def test_rolled_back_work_leaves_no_job(drain_worker: Callable[[], None]) -> None:
    from django.db import transaction

    class Unwanted(Exception):
        pass

    with pytest.raises(Unwanted), transaction.atomic():
        seal_audit.defer(timestamp=0)
        raise Unwanted

    drain_worker()

    assert not ProcrastinateJob.objects.filter(task_name="seal_audit").exists()


@pytest.mark.commits
@pytest.mark.parametrize("state", ["succeeded", "failed", "cancelled", "aborted"])
def test_worker_deletes_jobs_that_ended_more_than_a_week_ago(
    drain_worker: Callable[[], None], state: str
) -> None:
    old, young = (make_ended_job(state, days=days) for days in (8, 6))
    waiting = seal_audit.configure(schedule_in={"days": 1}).defer(timestamp=0)

    delete_finished_jobs.defer(timestamp=0)
    drain_worker()

    kept = set(ProcrastinateJob.objects.values_list("pk", flat=True))
    assert old not in kept
    assert {young, waiting} <= kept


def make_ended_job(state: str, *, days: int) -> int:
    """The number of a job that ended so many days ago."""
    from django.db import connection

    arguments = {"state": state, "days": days}
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (task_name, queue_name, status)"
            " VALUES ('seal_audit', 'default', %(state)s::procrastinate_job_status) RETURNING id",
            arguments,
        )
        number = int(cursor.fetchone()[0])
        cursor.execute("DELETE FROM procrastinate_events WHERE job_id = %s", [number])
        cursor.execute(
            "INSERT INTO procrastinate_events (job_id, type, at)"
            " VALUES (%(job)s, %(state)s::procrastinate_job_event_type, now() - make_interval(days => %(days)s))",
            arguments | {"job": number},
        )
    return number


def test_expired_sessions_are_deleted_and_others_kept() -> None:
    from django.contrib.sessions.models import Session

    for name, hours in (("over", -1), ("open", 1)):
        expires = clock.now() + timedelta(hours=hours)
        Session.objects.create(session_key=name, session_data="", expire_date=expires)

    delete_expired_sessions(timestamp=0)

    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]


def test_tests_run_as_the_application_on_a_born_instance() -> None:
    from django.db import connection

    from gaodi.kernel.instance import get_instance

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, has_table_privilege('kernel_auditrecord', 'TRUNCATE')")
        login = cursor.fetchone()

    assert login == ("gaodi_app", False)
    assert get_instance().is_demo
