"""Two files at once, in two threads with their own connections; and the way through the real worker."""

from __future__ import annotations

import threading

import pytest
from django.conf import settings
from django.db import connection

from gaodi.apps.intake.models import IntakeFile
from gaodi.apps.intake.services.applying import apply_file
from gaodi.apps.intake.services.receiving import confirm_for, receive_for
from gaodi.apps.intake.tasks import uploads
from gaodi.apps.registry.models import Statement
from tests.apps.intake.files import make_coded_company, outlet, statements

pytestmark = pytest.mark.commits


def test_two_files_racing_leave_one_version_and_one_to_look_at(desk):
    company = make_coded_company("MA0A0001")
    files = [desk.bring(statements((company, 2024, revenue, "1"))) for revenue in ("1000", "2000")]
    for file in files:
        desk.confirm(file)
    moments = [desk.now(), desk.now()]

    def go(file, at):
        apply_file(file.pk, on=desk.on, at=at)
        connection.close()

    threads = [threading.Thread(target=go, args=pair) for pair in zip(files, moments, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    states = sorted(IntakeFile.objects.values_list("state", flat=True))
    assert states == ["applied", "checked"]
    assert Statement.objects.filter(known_to=None).count() == 1


def test_worker_checks_and_applies_what_waits(desk, drain_worker, tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path / "uploads")
    company = make_coded_company("MA0A0001")
    file = receive_for(
        desk.actor, outlet=outlet("tax_record"), kind="statement", name="a.csv",
        chunks=[statements((company, 2024, "1000", "1")).encode()], store=uploads(),
        source_on=desk.on, on=desk.on, at=desk.now(),
    )  # fmt: skip

    drain_worker()
    checked = IntakeFile.objects.get(pk=file.pk)
    confirm_for(desk.actor, file=checked, on=desk.on, at=desk.now())
    drain_worker()

    assert (checked.state, checked.rows_new) == ("checked", 1)
    assert IntakeFile.objects.get(pk=file.pk).state == "applied"
    assert Statement.objects.get().revenue_yuan == 1000
