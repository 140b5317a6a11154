"""Moving the day and sweeping from the command line; the worker judges anew by itself."""

from __future__ import annotations

import json
from datetime import date

import pytest

from gaodi.apps.assessments.models import Outcome, Sweep
from gaodi.kernel import clock
from gaodi.kernel.models import Event
from gaodi.ops.cli import build_parser, load_command
from gaodi.ops.errors import OperationError
from tests.factories.registry import make_company, make_listing_event


def command(name: str, *arguments: str) -> int:
    module = load_command(name)
    return module.run(build_parser(module).parse_args(arguments))


def test_next_day_is_printed_and_kept(capsys):
    command("day", "next")

    assert capsys.readouterr().out.strip() == "2025-07-01"
    assert clock.business_day() == date(2025, 7, 1)


def test_day_cannot_go_back():
    with pytest.raises(OperationError, match="2025-06-01"):
        command("day", "next", "--to", "2025-06-01")


def test_word_that_is_no_day_is_bad_use(capsys):
    with pytest.raises(SystemExit, match="2"):
        command("day", "next", "--to", "tomorrow")

    assert "2025-12-25" in capsys.readouterr().err


def test_sweep_of_another_day_is_counted_only(capsys):
    make_listing_event(make_company())

    with pytest.raises(OperationError, match="dry-run"):
        command("sweep", "--on", "2025-12-25")
    command("sweep", "--on", "2025-12-25", "--dry-run")

    assert json.loads(capsys.readouterr().out)["verdicts"]["yes"] == 1
    assert not Outcome.objects.exists()


@pytest.mark.commits
def test_worker_judges_by_the_day_that_a_jump_lands_on(drain_worker):
    party = make_company(unit="zichuan")
    make_listing_event(party, on=date(2025, 6, 12))

    command("day", "next", "--to", "2025-07-05")
    drain_worker()

    assert Event.objects.filter(kind="day_advanced").count() == 5
    assert Sweep.objects.latest("pk").on_day == date(2025, 7, 5)
    assert Outcome.objects.get(subject_id=party.pk, step="").from_day == date(2025, 7, 5)
