"""What the job worker does by the clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from gaodi.kernel.audit import record, verify
from gaodi.kernel.people import Actor
from gaodi.ops.schedules import seal_audit


def test_every_schedule_is_known_to_the_worker() -> None:
    names = {task.task.name for task in app.periodic_registry.periodic_tasks.values()}

    assert {"retry_stalled", "seal_audit", "follow_real_day"} <= names


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


def test_tests_run_as_the_application_on_a_born_instance() -> None:
    from django.db import connection

    from gaodi.kernel.instance import get_instance

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, has_table_privilege('kernel_auditrecord', 'TRUNCATE')")
        login = cursor.fetchone()

    assert login == ("gaodi_app", False)
    assert get_instance().is_demo
