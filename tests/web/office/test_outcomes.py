"""The table of outcomes: narrowed, ordered and paged by its address, with the same number of questions each time."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from gaodi.apps.assessments.choices import RuleKind, Verdict
from gaodi.apps.assessments.overview import Wanted, find_outcomes
from gaodi.web.office.outcomes import SIZE, read_outcomes
from gaodi.web.shell.asked import Query
from gaodi.web.shell.entitlements.clauses import PolicyNotes


def _page(city, who="maker", **asked):
    query = Query("/office/outcomes/", asked)
    return read_outcomes(city.viewer(who), city.on, query, known_at=city.at, policy=PolicyNotes())


def test_segments_count_every_verdict_whatever_is_chosen(city):
    page = _page(city, verdict="yes")

    counts = {segment.label: segment.count for segment in page.segments}

    assert counts["全部"] == sum(count for label, count in counts.items() if label != "全部")
    assert page.total == counts["可享"]


def test_money_adds_up_entitlements_only(city):
    everything, entitled = _page(city), _page(city, verdict="yes")

    assert everything.share == entitled.share
    assert everything.share.payable_yuan > 0


def test_windows_that_run_stand_before_those_that_are_over(city):
    rows = _page(city, sort="due").table.rows
    clocks = [row.cells[5] for row in rows if row.cells[5] != ""]

    ended = [getattr(clock, "state", "") == "ended" for clock in clocks]

    assert ended == sorted(ended)


def test_every_row_tells_its_reasons(city):
    page = _page(city, verdict="yes")

    assert page.table.rows
    assert all(row.reasons for row in page.table.rows)


def test_district_sees_its_own_unit_only(city):
    page = _page(city, "district")
    units = {row.cells[2] for row in page.table.rows}

    assert units == {"淄川区"}
    assert not any(chip.name == "区县" for chip in page.filters)


def test_district_cannot_ask_for_another_unit(city):
    page = _page(city, "district", unit="gaoxin")

    assert page.total == 0
    assert page.empty is not None


@pytest.mark.parametrize(
    "asked", [{"page": "999999"}, {"page": "x"}, {"verdict": "?"}, {"sort": "?"}, {"month": "?"}]
)
def test_stale_address_shows_the_list(city, asked):
    assert _page(city, **asked).empty is None


def test_missing_fact_narrows_to_its_rows(city):
    unknown = find_outcomes(
        city.viewer("maker"), RuleKind.PROGRAMME, Wanted(verdict=Verdict.UNKNOWN), on=city.on
    )
    path = unknown[0].missing[0]

    page = _page(city, missing=path)

    assert 0 < page.total <= unknown.count()


def test_page_size_bounds_the_rows(city):
    assert len(_page(city).table.rows) <= SIZE


#: Questions to the database of each page, nine of them the frame's (session, person, day, pack, the rail's count).
BUDGET = {
    "/office/": 28,
    "/office/outcomes/": 20,
    "/office/companies/": 15,
    "/office/programmes/": 16,
    "/office/day/": 18,
    "/office/audit/": 16,
}


@pytest.mark.parametrize("address", BUDGET)
def test_page_asks_no_more_than_its_budget(city, address, django_assert_max_num_queries):
    client = city.client("checker")
    client.get(address)
    cache.clear()

    with django_assert_max_num_queries(BUDGET[address]):
        client.get(address)
