"""The cockpit computes what it says."""

from __future__ import annotations

from datetime import date

from gaodi.apps.regions.selectors import unit_names
from gaodi.web.cockpit.goals import read_goals
from gaodi.web.cockpit.overview import read_cockpit
from gaodi.web.shell.asked import Query


def _cockpit(city, **asked):
    return read_cockpit(city.viewer("leader"), city.on, Query("/cockpit/", asked), is_demo=True)


def test_only_the_listing_goal_has_a_figure(city):
    goals = _cockpit(city).goals.goals

    with_figure = [goal.name for goal in goals if goal.figure is not None]

    assert with_figure == ["新增上市公司"]
    assert len(goals) == 8


def test_invented_listings_do_not_count_towards_the_goal(city):
    (listed,) = [goal for goal in _cockpit(city).goals.goals if goal.figure is not None]

    assert listed.figure == "8"


def test_goal_gap_is_said_until_the_day_is_over(city):
    names = unit_names(on=city.on)

    assert "还差 17 家" in read_goals(city.on, names).gap
    assert read_goals(date(2026, 1, 1), names).gap == ""


def test_small_units_are_hidden_on_the_map(city):
    tiles = {tile.name: tile for tile in _cockpit(city).map.tiles}

    assert any(tile.hidden for tile in tiles.values())
    assert all(not tile.text.isdigit() or int(tile.text) >= 5 for tile in tiles.values())


def test_decisions_come_from_data(city):
    titles = " ".join(decision.title for decision in _cockpit(city).decisions)

    assert "参数未核实" in titles
    assert "将到期" in titles


def test_trend_has_a_bar_for_each_of_twelve_months(city):
    trend = _cockpit(city).trend

    assert len(trend.labels) == len(trend.bars.values) == 12
    assert trend.labels[-1] == "6"


def test_cockpit_asks_a_fixed_number_of_questions(city, django_assert_max_num_queries):
    client = city.client("leader")
    client.get("/cockpit/")

    with django_assert_max_num_queries(40):
        client.get("/cockpit/")
