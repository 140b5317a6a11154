"""The city on paper."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import yaml

from gaodi.ops.city import OddSize, plan_city, read_scenery
from gaodi.ops.city.columns import day_number
from gaodi.ops.city.situations import ENTITLED, OTHERS
from gaodi.values.identifiers import is_credit_code

pytestmark = pytest.mark.no_database

DAY = date(2025, 6, 30)
ALL_SITUATIONS = {one.name for one in (*ENTITLED, *OTHERS)}
LISTINGS = Path(__file__).resolve().parents[3] / "region_packs" / "zibo" / "public_listings.yaml"


def in_situation(plan, name):
    return [one for one in plan.stories if one.situation == name]


def all_names(plan):
    return [*plan.names.names, *(one.name for one in plan.institutions)]


def all_codes(plan):
    return [*plan.credit_codes, *(one.credit_code for one in plan.institutions)]


def units_of(plan):
    codes = list(plan.scenery.units)
    return [codes[unit] for unit in plan.firms.unit.tolist()]


def is_open(one):
    """An award is open: by the situation that the enterprise was planned for."""
    return one.situation in {situation.name for situation in ENTITLED} | {"transferred", "flagship", "third"}


def test_same_seed_gives_the_same_city(plan_of, calendar):
    again = plan_city(scenery=read_scenery("zibo"), enterprises=300, seed=2020, on=DAY, calendar=calendar)

    assert again.stories == plan_of(300, 2020).stories
    assert again.names.names == plan_of(300, 2020).names.names
    assert np.array_equal(again.firms.revenue, plan_of(300, 2020).firms.revenue)


def test_another_seed_gives_another_city_with_the_same_leads(plan_of):
    one, other = plan_of(300, 2020), plan_of(300, 2021)

    assert set(one.names.names) != set(other.names.names)
    assert one.leads == other.leads


@pytest.mark.parametrize("enterprises", [20, 21, 33, 300, 1999])
def test_a_city_has_as_many_enterprises_as_asked_for(plan_of, enterprises):
    plan = plan_of(enterprises)

    assert len(plan.firms) == len(plan.names.names) == len(plan.credit_codes) == enterprises


@pytest.mark.parametrize("enterprises", [19, 0, -1, 1_000_001])
def test_a_city_too_small_or_too_large_is_refused(plan_of, enterprises):
    with pytest.raises(OddSize, match="20 to 1000000"):
        plan_of(enterprises)


def test_names_are_unique(plan_of):
    names = [*all_names(plan_of(5000)), *plan_of(5000).names.former]

    assert len(set(names)) == len(names)


def test_no_name_contains_a_listed_firms(plan_of):
    listed = [row["name"] for row in yaml.safe_load(LISTINGS.read_text())["listings"]]
    trades = [name[:2] for name in listed]

    names = [*all_names(plan_of(5000)), *plan_of(5000).names.former]
    assert not [name for name in names if name[2:4] in trades or any(other in name for other in listed)]


def test_names_are_of_characters_that_every_chinese_font_has(plan_of):
    assert all(name.encode("gb2312") for name in plan_of(5000).names.names)


def test_credit_codes_are_valid_unique_and_of_no_registrar(plan_of):
    codes = all_codes(plan_of(5000))

    wrong = {plan_of(5000).credit_codes[firm] for firm in plan_of(5000).miscoded.tolist()}
    assert {code for code in codes if not is_credit_code(code)} == wrong
    assert 0 < len(wrong) < 20
    assert len(set(codes)) == len(codes)
    assert {code[8:10] for code in codes} == {"XN"}


def test_the_region_in_a_code_is_the_districts(plan_of):
    regions = {
        (unit, code[2:8]) for unit, code in zip(units_of(plan_of()), all_codes(plan_of()), strict=False)
    }

    assert ("zichuan", "370302") in regions
    assert ("gaoxin", "370300") in regions
    assert len(regions) == 11


def test_units_have_their_shares(plan_of):
    counts = Counter(units_of(plan_of(5000)))

    assert {code: round(count / 50) for code, count in counts.items()} == {
        code: unit.share for code, unit in read_scenery("zibo").units.items()
    }


def test_a_city_of_300_shows_every_situation(plan_of):
    assert set(plan_of(300).count_situations()) >= ALL_SITUATIONS | {"flagship", "second", "third", "quiet"}


def test_a_city_of_20_shows_most_situations(plan_of):
    shown = ALL_SITUATIONS & set(plan_of(20).count_situations())

    assert len(shown) > len(ALL_SITUATIONS) / 2
    assert shown >= {
        "tutoring_open",
        "accepted_open",
        "listed_open",
        "near_dishonest",
        "unknown_credit",
        "lapsed",
    }


def test_about_a_third_is_on_the_way_to_an_exchange(plan_of):
    assert 0.3 <= sum(bool(one.events) for one in plan_of(300).stories) / 300 <= 0.37


def test_every_stage_is_open_in_zichuan_and_elsewhere(plan_of):
    stages = {(one.situation, one.unit == "zichuan") for one in plan_of(300).stories}

    assert stages >= {
        (name, where) for name in ("tutoring_open", "accepted_open", "listed_open") for where in (True, False)
    }


def test_every_exchange_and_market_appears(plan_of):
    boards = {event.board for one in plan_of(300).stories for event in one.events}

    assert boards >= {
        "star",
        "chinext",
        "sse_main",
        "szse_main",
        "bse",
        "neeq",
        "hkex_main",
        "nasdaq",
        "qilu",
        "",
    }


def test_most_units_have_five_entitled_firms_and_the_smallest_fewer(plan_of):
    counts = Counter(one.unit for one in plan_of(300).stories if is_open(one))

    assert sum(count >= 5 for count in counts.values()) >= 9
    assert 0 < counts["wenchanghu"] < 5


def test_nothing_happens_after_the_day_of_the_city(plan_of):
    for one in plan_of(1999).stories:
        assert all(event.happened_on <= DAY and event.source_on <= DAY for event in one.events)
        assert all(support.paid_on <= DAY for support in one.supports)
        assert all(bar.valid_from <= DAY for bar in one.bars)
        assert one.covered_from is None or one.covered_from <= DAY


def test_events_fall_on_workdays(plan_of, calendar):
    days = {event.happened_on for one in plan_of(1999).stories for event in one.events}

    announced = [day for day in days if day.year in calendar.years]
    assert all(calendar.is_workday(day) for day in announced)
    assert all(day.weekday() < 5 for day in days - set(announced))


def test_tutoring_takes_three_months_before_acceptance(plan_of):
    for one in plan_of(1999).stories:
        days = {event.kind: event.happened_on for event in one.events}
        if one.situation != "second" and {"tutoring_filed", "accepted"} <= set(days):
            assert (days["accepted"] - days["tutoring_filed"]).days >= 90, one.name


def test_steps_come_in_their_order(plan_of):
    order = ["quoted", "tutoring_filed", "accepted", "registered", "listed", "transferred"]

    for one in plan_of(1999).stories:
        steps = [event for event in one.events if event.kind in order and one.situation != "second"]
        by_kind = sorted(steps, key=lambda event: order.index(event.kind))
        assert by_kind == sorted(steps, key=lambda event: event.happened_on), one.name


def test_a_firm_with_a_story_was_there_before_it_began(plan_of):
    for one in plan_of(1999).stories:
        assert all(event.happened_on > one.founded_on for event in one.events)
        assert one.moved_on is None or one.moved_on > one.founded_on


def test_firms_are_founded_from_1990_on_and_most_of_them_lately(plan_of):
    founded = plan_of(1999).firms.founded_on

    assert (founded >= day_number(date(1989, 12, 29))).all()
    assert (founded <= day_number(DAY)).all()
    assert np.median(founded) > day_number(date(2012, 1, 1))


def test_nobody_ends_before_it_moved_or_began(plan_of):
    register = plan_of(5000).register
    ended = register.ended_on >= 0

    assert 0.01 < ended.mean() < 0.08
    assert (register.ended_on[ended] > register.founded_on[ended]).all()
    assert not (ended & (register.moved_on >= 0)).any()
    assert (register.moved_on[register.moved_on >= 0] > register.founded_on[register.moved_on >= 0]).all()


def test_what_was_paid_is_two_three_five_of_the_total(plan_of):
    plan = plan_of(300)
    elsewhere = [one for one in in_situation(plan, "settled") if one.unit != "zichuan"]

    paid = {tuple(support.amount_yuan for support in one.supports) for one in elsewhere}
    paid_on_bse = {
        tuple(support.amount_yuan for support in one.supports) for one in in_situation(plan, "transferred")
    }
    assert paid == {(2_000_000, 3_000_000, 5_000_000)}
    assert paid_on_bse == {(1_600_000, 2_400_000, 4_000_000)}


def test_an_award_is_paid_after_its_event_and_once(plan_of):
    for one in plan_of(1999).stories:
        days = {event.public_id: event.happened_on for event in one.events}
        assert all(support.paid_on > days[support.event_public_id] for support in one.supports)
        assert len({support.event_public_id for support in one.supports}) == len(one.supports)


def test_the_flagship_waits_for_its_second_stage(plan_of):
    flagship = in_situation(plan_of(), "flagship")[0]

    assert [(e.kind, e.board, e.way, e.happened_on) for e in flagship.events] == [
        ("tutoring_filed", "chinext", "ipo", date(2024, 11, 18)),
        ("accepted", "chinext", "ipo", date(2025, 6, 12)),
    ]
    assert [(s.event_public_id, s.amount_yuan) for s in flagship.supports] == [
        (flagship.events[0].public_id, 2_000_000)
    ]
    assert flagship.unit == "zichuan"
    assert flagship.covered_from is not None


def test_facts_lack_where_the_situation_says_so(plan_of):
    plan = plan_of(300)

    assert all(one.covered_from is None for one in in_situation(plan, "unknown_credit"))
    assert all(one.fiscal == "" for one in in_situation(plan, "unknown_fiscal_unit"))
    assert all(one.events[0].board == "" for one in in_situation(plan, "unknown_board"))
    assert all(one.events[0].way == "" for one in in_situation(plan, "unknown_way"))
