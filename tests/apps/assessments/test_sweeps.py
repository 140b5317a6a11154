"""Sweeps write what differs, keep what was, and leave a line in the audit."""

from __future__ import annotations

from datetime import date

from gaodi.apps.assessments.choices import RuleKind, Verdict
from gaodi.apps.assessments.models import Outcome
from gaodi.apps.assessments.services.sweeps import count_verdicts, run_sweep
from gaodi.kernel.models import AuditRecord, Event
from tests.factories.registry import make_company, make_listing_event

TODAY = date(2025, 6, 30)


def sweep(actor, at, on=TODAY):
    return run_sweep(RuleKind.PROGRAMME, on=on, known_at=at, actor=actor, at=at)


def outcomes(party, **current):
    return Outcome.objects.filter(subject_id=party.pk, step="", **current)


def test_outcome_is_stored_with_amount_and_marks(actor, at):
    party = make_company(unit="zichuan")
    make_listing_event(party)

    sweep(actor, at)

    outcome = outcomes(party).get()
    assert (outcome.verdict, outcome.payable_yuan, set(outcome.conditions)) == (Verdict.YES, 3_000_000, {"Y"})
    assert not outcome.is_assumed


def test_amount_outside_zichuan_rests_on_assumed_parameters(actor, at):
    party = make_company(unit="linzi")
    make_listing_event(party)

    sweep(actor, at)

    assert outcomes(party).get().is_assumed


def test_second_sweep_of_the_same_facts_writes_nothing(actor, at):
    make_listing_event(make_company())
    sweep(actor, at)

    assert sweep(actor, at).written == 0


def test_verdict_that_flips_closes_the_old_outcome_and_keeps_it(actor, at):
    party = make_company(unit="zichuan")
    make_listing_event(party, on=date(2024, 6, 30))
    sweep(actor, at)

    sweep(actor, at, on=date(2025, 7, 1))

    old, new = outcomes(party).order_by("pk")
    assert (old.verdict, old.to_day) == (Verdict.YES, date(2025, 7, 1))
    assert (new.verdict, new.from_day, new.to_day) == (Verdict.LAPSED, date(2025, 7, 1), None)


def test_plain_no_is_counted_but_not_stored(actor, at):
    party = make_company()
    make_listing_event(party, kind="reviewed")

    counted = count_verdicts(RuleKind.PROGRAMME, on=TODAY, known_at=at)
    sweep(actor, at)

    assert counted["no"] >= 1
    assert not outcomes(party).exists()


def test_sweep_leaves_an_audit_line_and_an_event(actor, at):
    done = sweep(actor, at)

    assert AuditRecord.objects.filter(action="run_sweep").exists()
    assert Event.objects.filter(kind="sweep_finished", subject_id=done.pk).exists()


def test_sweep_that_fails_leaves_nothing_behind(actor, at, monkeypatch):
    import pytest

    make_listing_event(make_company())
    monkeypatch.setattr(
        "gaodi.apps.assessments.services.sweeps.emit",
        lambda *_, **__: (_ for _ in ()).throw(RuntimeError("stop")),
    )

    with pytest.raises(RuntimeError, match="stop"):
        sweep(actor, at)

    assert not Outcome.objects.exists()


def test_older_day_is_not_swept_after_a_newer_one(actor, at):
    import pytest

    from gaodi.apps.assessments.services.sweeps import DayAlreadyPassed

    sweep(actor, at, on=date(2025, 7, 1))

    with pytest.raises(DayAlreadyPassed, match="2025-07-01"):
        sweep(actor, at, on=TODAY)


def test_failed_sweep_is_told_and_the_last_good_one_kept(actor, at):
    from gaodi.apps.assessments.selectors import get_freshness
    from gaodi.apps.assessments.services.sweeps import record_failure

    sweep(actor, at)
    record_failure(RuleKind.PROGRAMME, on=date(2025, 7, 1), known_at=at, at=at, problem="RuntimeError: stop")

    freshness = get_freshness(RuleKind.PROGRAMME, on=date(2025, 7, 1))

    assert (freshness.judged_on, freshness.is_fresh, freshness.has_failed) == (TODAY, False, True)
