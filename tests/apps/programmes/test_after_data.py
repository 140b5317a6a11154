"""Whatever comes in or is declared, everyone is judged anew, and one waiting job does for many rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from gaodi.apps.accounts.services.users import create_user
from gaodi.apps.assessments.choices import Verdict
from gaodi.apps.assessments.models import Outcome
from gaodi.apps.intake.services.declare import declare
from gaodi.apps.intake.services.documents import keep_document
from gaodi.apps.intake.store import Store
from gaodi.apps.programmes.tasks import sweep_after_data
from gaodi.kernel.events import emit
from gaodi.kernel.models import Event
from tests.apps.intake.files import acting_for, make_coded_company

TODAY = date(2025, 6, 30)


def waiting():
    return ProcrastinateJob.objects.filter(task_name="programmes.sweep_after_data").count()


@pytest.fixture
def clerk(actor, at):
    company = make_coded_company("MA0A0007", unit="zichuan")
    user = create_user(username="luli", name="陆砺", password="quartz-river-71", actor=actor, at=at)
    return replace(acting_for(company, "enterprise"), user_id=user.pk)


@pytest.fixture
def tell(clerk, tmp_path, at):
    """tell(minutes): the enterprise declares that an exchange took its application up."""
    paper = keep_document(
        clerk, party_id=clerk.party_id, name="受理.pdf", chunks=[b"%PDF-1.7"], store=Store(tmp_path), at=at
    )

    def told(board, minutes):
        values = {"kind": "accepted", "board": board, "way": "ipo", "valid_from": "2025-06-12"}
        return declare(
            clerk,
            party_id=clerk.party_id,
            kind="listing_event",
            values=values,
            evidence=paper.public_id,
            on=TODAY,
            at=at + timedelta(minutes=minutes),
        )

    return told


def test_a_declared_event_is_judged_by_the_job_that_it_sets_going(tell, clerk):
    tell("chinext", 1)
    sweep_after_data(event_id=Event.objects.latest("pk").pk)

    rows = Outcome.objects.filter(subject_id=clerk.party_id, to_day__isnull=True)
    assert Verdict.YES in {row.verdict for row in rows}


def test_many_declarations_wait_for_one_job(tell):
    tell("chinext", 1)
    tell("star", 2)

    assert waiting() == 1


def test_rows_of_a_file_set_it_going_too(actor, at):
    emit("data_came_in", actor=actor, on=TODAY, at=at)

    assert waiting() == 1
