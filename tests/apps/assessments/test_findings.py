"""What the listing award says of single companies, through facts, rules and combination."""

from __future__ import annotations

from datetime import date

import pytest

from gaodi.apps.assessments.choices import RuleKind, Verdict
from gaodi.apps.assessments.services.sweeps import judge_everyone
from tests.factories.registry import make_company, make_listing_event, make_support

TODAY = date(2025, 6, 30)


def findings_of(party, on, at):
    return {
        (found.finding.row.public_id, found.finding.step): found.finding
        for found in judge_everyone(RuleKind.PROGRAMME, on=on, known_at=at)
        if found.finding.row.subject_id == party.pk
    }


def test_accepted_in_zichuan_brings_three_tenths(at):
    party = make_company(unit="zichuan")
    event = make_listing_event(party, kind="accepted", board="chinext")

    finding = findings_of(party, TODAY, at)[(str(event.public_id), "")]

    assert finding.verdict is Verdict.YES
    assert finding.payable == 300_000_000
    assert finding.due_on == date(2026, 6, 12)


def test_next_step_of_the_ladder_is_a_near_miss_with_its_amount(at):
    party = make_company(unit="zichuan")
    event = make_listing_event(party, kind="accepted", board="chinext")

    following = findings_of(party, TODAY, at)[(str(event.public_id), "listed")]

    assert following.verdict is Verdict.NEAR
    assert following.payable == 500_000_000


def test_top_of_the_ladder_has_no_next_step(at):
    party = make_company()
    make_listing_event(party, kind="listed")

    assert {step for _, step in findings_of(party, TODAY, at)} == {""}


def test_unknown_credit_report_is_unknown_not_no(at):
    party = make_company(credit_checked=False)
    event = make_listing_event(party)

    finding = findings_of(party, TODAY, at)[(str(event.public_id), "")]

    assert finding.verdict is Verdict.UNKNOWN
    assert finding.judgement.missing == ("company.dishonest",)


def test_dishonest_company_misses_by_that_condition_alone(at):
    party = make_company(dishonest=True)
    event = make_listing_event(party)

    finding = findings_of(party, TODAY, at)[(str(event.public_id), "")]

    assert finding.verdict is Verdict.NEAR
    assert finding.failing == "not_dishonest"


def test_stage_without_award_is_a_plain_no(at):
    party = make_company()
    event = make_listing_event(party, kind="reviewed")

    assert findings_of(party, TODAY, at)[(str(event.public_id), "")].verdict is None


def test_paid_stage_is_received_and_counts_towards_the_cap(at):
    party = make_company(unit="zichuan")
    first = make_listing_event(party, kind="tutoring_filed", on=date(2024, 11, 18))
    make_support(party, first, "2000000", on=date(2025, 1, 20))
    second = make_listing_event(party, kind="accepted", on=date(2025, 6, 12))

    found = findings_of(party, TODAY, at)

    assert found[(str(first.public_id), "")].verdict is Verdict.RECEIVED
    assert found[(str(second.public_id), "")].payable == 300_000_000
    assert found[(str(second.public_id), "")].combined.before == 200_000_000


def test_support_without_its_event_still_takes_from_the_cap(at):
    party = make_company(unit="zichuan")
    make_support(party, None, "8000000", on=date(2025, 1, 20))
    event = make_listing_event(party, kind="listed", on=date(2025, 6, 12))

    assert findings_of(party, TODAY, at)[(str(event.public_id), "")].payable == 200_000_000


def test_transfer_from_beijing_tops_up_to_the_main_boards_total(at):
    party = make_company(unit="zichuan")
    for kind, amount, day in (
        ("tutoring_filed", "1600000", date(2023, 3, 1)),
        ("accepted", "2400000", date(2023, 9, 1)),
        ("listed", "4000000", date(2024, 2, 1)),
    ):
        make_support(party, make_listing_event(party, kind=kind, board="bse", on=day), amount, on=day)
    event = make_listing_event(party, kind="transferred", board="star", way="transfer", on=date(2025, 5, 8))

    assert findings_of(party, TODAY, at)[(str(event.public_id), "")].payable == 200_000_000


def test_share_follows_the_unit_of_the_events_day(at):
    party = make_company(unit="zichuan", valid_to=date(2025, 1, 1))
    from gaodi.apps.registry.models import CompanyRecord

    old = CompanyRecord.objects.get(party=party)
    CompanyRecord.objects.create(
        party=party, fiscal_unit="gaoxin", reporting_unit="gaoxin", division_unit="gaoxin", status="active",
        valid_from=date(2025, 1, 1), known_from=old.known_from, source=old.source, source_on=date(2025, 1, 1),
    )  # fmt: skip
    before = make_listing_event(party, kind="tutoring_filed", board="bse", on=date(2024, 12, 31))
    after = make_listing_event(party, kind="accepted", board="bse", on=date(2025, 1, 1))

    found = findings_of(party, TODAY, at)

    assert found[(str(before.public_id), "")].amount == 160_000_000
    assert found[(str(after.public_id), "")].amount == 300_000_000


@pytest.mark.parametrize(
    ("on", "verdict"), [(date(2025, 12, 24), Verdict.YES), (date(2025, 12, 25), Verdict.YES)]
)
def test_event_of_the_last_day_is_judged_in_force_and_after(at, on, verdict):
    party = make_company(unit="zichuan")
    event = make_listing_event(party, on=date(2025, 12, 24))

    assert findings_of(party, on, at)[(str(event.public_id), "")].verdict is verdict


def test_event_after_the_last_day_falls_under_no_term(at):
    party = make_company(unit="zichuan")
    event = make_listing_event(party, on=date(2025, 12, 25))

    finding = findings_of(party, date(2025, 12, 25), at)[(str(event.public_id), "")]

    assert finding.verdict is Verdict.LAPSED
    assert finding.failing == "term"


def test_window_closes_the_day_after_the_365th(at):
    party = make_company(unit="zichuan")
    event = make_listing_event(party, on=date(2024, 6, 30))

    assert findings_of(party, date(2025, 6, 30), at)[(str(event.public_id), "")].verdict is Verdict.YES
    assert findings_of(party, date(2025, 7, 1), at)[(str(event.public_id), "")].verdict is Verdict.LAPSED


def test_correction_changes_the_answer_only_for_those_who_know_it(at):
    from datetime import timedelta

    from gaodi.apps.registry.models import ListingEvent

    party = make_company(unit="zichuan")
    event = make_listing_event(party, board="neeq")
    ListingEvent.objects.filter(pk=event.pk).update(known_to=at)
    make_listing_event(party, board="star", public_id=event.public_id, known_from=at)
    key = (str(event.public_id), "")

    assert findings_of(party, TODAY, at - timedelta(days=1))[key].verdict is Verdict.NEAR
    assert findings_of(party, TODAY, at)[key].verdict is Verdict.YES


def test_part_payments_of_one_event_add_up_and_the_rest_stays_open(at):
    party = make_company(unit="zichuan")
    event = make_listing_event(party, kind="accepted")
    make_support(party, event, "1500000", on=date(2025, 6, 20))
    key = (str(event.public_id), "")

    half = findings_of(party, TODAY, at)[key]
    make_support(party, event, "1500000", on=date(2025, 6, 25))
    whole = findings_of(party, TODAY, at)[key]

    assert (half.verdict, half.payable) == (Verdict.YES, 150_000_000)
    assert (whole.verdict, whole.payable) == (Verdict.RECEIVED, 300_000_000)


def test_used_up_cap_is_no_entitlement(at):
    party = make_company(unit="zichuan")
    make_support(party, None, "10000000", on=date(2025, 1, 20))
    event = make_listing_event(party, kind="accepted")

    found = findings_of(party, TODAY, at)

    assert found[(str(event.public_id), "")].verdict is None
    assert set(found) == {(str(event.public_id), "")}


@pytest.mark.parametrize(
    ("between", "has_next"), [("reviewed", True), ("registered", True), ("withdrawn", False)]
)
def test_next_step_outlives_steps_that_bring_nothing(at, between, has_next):
    party = make_company(unit="zichuan")
    event = make_listing_event(party, kind="accepted", on=date(2025, 3, 12))
    make_listing_event(party, kind=between, on=date(2025, 6, 12))

    assert ((str(event.public_id), "listed") in findings_of(party, TODAY, at)) is has_next


def test_transfer_within_beijing_tops_nothing_up(at):
    party = make_company(unit="zichuan")
    event = make_listing_event(party, kind="transferred", board="bse", way="transfer")

    finding = findings_of(party, TODAY, at)[(str(event.public_id), "")]

    assert (finding.verdict, finding.failing) == (Verdict.NEAR, "transfer_board")


def test_records_of_one_company_do_not_overlap():
    from django.db import IntegrityError, transaction

    from gaodi.apps.registry.models import CompanyRecord

    party = make_company()
    old = CompanyRecord.objects.get(party=party)

    with pytest.raises(IntegrityError, match="no_overlap"), transaction.atomic():
        CompanyRecord.objects.create(
            party=party, status="active", valid_from=date(2020, 1, 1), known_from=old.known_from,
            source=old.source, source_on=date(2020, 1, 1),
        )  # fmt: skip
