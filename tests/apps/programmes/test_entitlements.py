"""What an enterprise, its neighbour and the office are shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gaodi.apps.assessments.choices import RuleKind, Verdict
from gaodi.apps.assessments.services.sweeps import run_sweep
from gaodi.apps.programmes.selectors import clause_of_policy, get_entitlement, list_entitlements
from gaodi.engines.rules.dictionary import Visibility
from gaodi.kernel.people import Viewer
from gaodi.values.because import Truth
from tests.factories.registry import make_company, make_listing_event

TODAY = date(2025, 6, 30)
OWN = frozenset({Visibility.PUBLIC, Visibility.SUBJECT, Visibility.PARTIES})


def clauses(_programme):
    return clause_of_policy("某政发〔2020〕1号", lambda number: f"/policy/{number}/")


def viewer_of(party):
    return Viewer(
        user_id=1,
        name="周岚",
        party_id=party.pk,
        sections=frozenset({"public", "enterprise"}),
        visibilities=OWN,
    )


@pytest.fixture
def flagship(actor, at):
    party = make_company(unit="zichuan")
    party.event = make_listing_event(party, board="chinext")
    run_sweep(RuleKind.PROGRAMME, on=TODAY, known_at=at, actor=actor, at=at)
    return party


def test_list_holds_the_award_and_the_step_after_it(flagship, at):
    found = list_entitlements(
        viewer_of(flagship), party_id=flagship.pk, on=TODAY, known_at=at, clauses=clauses
    )

    assert [item.title for item in found.of(Verdict.YES)] == ["企业首发上市奖励，受理阶段"]
    assert [item.step for item in found.of(Verdict.NEAR)] == ["listed"]
    assert found.total(Verdict.YES) == 3_000_000
    assert found.freshness.is_fresh


def test_another_enterprise_is_not_shown(flagship, at):
    stranger = viewer_of(make_company())

    assert list_entitlements(stranger, party_id=flagship.pk, on=TODAY, known_at=at, clauses=clauses) is None


def test_district_sees_its_own_firms_only(flagship, at):
    office = Viewer(
        user_id=2, name="赵明", sections=frozenset({"office"}), visibilities=OWN | {Visibility.OFFICE}
    )

    assert list_entitlements(
        replace(office, reporting_unit="zichuan"),
        party_id=flagship.pk,
        on=TODAY,
        known_at=at,
        clauses=clauses,
    )
    assert (
        list_entitlements(
            replace(office, reporting_unit="boshan"),
            party_id=flagship.pk,
            on=TODAY,
            known_at=at,
            clauses=clauses,
        )
        is None
    )


def page_of(viewer, party, at, on=TODAY, step=""):
    return get_entitlement(
        viewer,
        party_id=party.pk,
        code="listing_award",
        grain_id=str(party.event.public_id),
        step=step,
        on=on,
        known_at=at,
        clauses=clauses,
    )


def test_because_names_clause_value_and_source_of_each_condition(flagship, at):
    because = page_of(viewer_of(flagship), flagship, at).item.because
    exchange = next(child for child in because.children if child.code == "exchange")

    assert exchange.clause.article == "第五条"
    assert exchange.value.label == "创业板"
    assert exchange.source.title == "交易所公告"
    assert because.truth is Truth.YES


def test_because_of_the_cap_counts_this_award(flagship, at):
    because = page_of(viewer_of(flagship), flagship, at).item.because
    cap = next(child for child in because.children if child.code == "cap")

    assert cap.value.value == 3_000_000
    assert cap.distance.label == "余 700 万元"


def test_next_step_says_what_is_missing_and_is_no_yes(flagship, at):
    because = page_of(viewer_of(flagship), flagship, at, step="listed").item.because

    assert because.truth is Truth.NO
    assert because.children[0].code == "step"


def test_fact_that_the_viewer_may_not_see_is_withheld(flagship, at):
    public_only = replace(viewer_of(flagship), visibilities=frozenset({Visibility.PUBLIC}))

    because = page_of(public_only, flagship, at).item.because
    hidden = next(child for child in because.children if child.code == "not_dishonest")

    assert hidden.withheld
    assert (hidden.value, hidden.distance) == (None, None)


def test_replay_before_the_event_finds_no_row(flagship, at):
    assert page_of(viewer_of(flagship), flagship, at, on=date(2025, 6, 11)) is None


def test_city_and_district_parts_add_up(flagship, at):
    parts = page_of(viewer_of(flagship), flagship, at).item.explained.parts

    assert sum(part.fen for part in parts) == 300_000_000
    assert [part.party for part in parts] == ["city", "county"]
