"""Menus: who sees which entry, and which one is current."""

from datetime import date

import pytest
from django.urls import NoReverseMatch

from gaodi.kernel.people import Viewer
from gaodi.web.shell.navigation import Navigation, NavItem

pytestmark = pytest.mark.no_database

NOBODY = Viewer.anonymous()
OFFICER = Viewer(1, "李闻", roles=frozenset({"officer"}))
DAY = date(2025, 6, 30)
PARTS = NavItem("parts", "shell:components", group="daily")


def test_items_stand_under_their_groups_in_order():
    menu = Navigation()
    menu.register("office", [PARTS, NavItem("logo", "shell:logo", group="weekly")])

    groups = menu.groups("office", NOBODY, DAY, "/")

    assert [(group.title, [link.label for link in group.links]) for group in groups] == [
        ("daily", ["parts"]),
        ("weekly", ["logo"]),
    ]


def test_registering_twice_adds_once():
    menu = Navigation()
    menu.register("office", [PARTS])
    menu.register("office", [PARTS])

    assert len(menu.groups("office", NOBODY, DAY, "/")[0].links) == 1


def test_a_page_below_an_entry_marks_it():
    menu = Navigation()
    menu.register("office", [PARTS])

    assert menu.groups("office", NOBODY, DAY, "/components/one/")[0].links[0].current


def test_entries_that_one_may_not_open_are_left_out():
    menu = Navigation()
    menu.register(
        "office", [NavItem("parts", "shell:components", shown_to=lambda viewer: "officer" in viewer.roles)]
    )

    assert menu.groups("office", NOBODY, DAY, "/") == ()
    assert menu.groups("office", OFFICER, DAY, "/")


@pytest.mark.parametrize(("number", "shown"), [(47, 47), (0, None)])
def test_a_count_of_nought_is_not_shown(number, shown):
    menu = Navigation()
    menu.register("office", [NavItem("parts", "shell:components", count=lambda _viewer, _on: number)])

    assert menu.groups("office", NOBODY, DAY, "/")[0].links[0].count == shown


def test_a_wrong_url_name_says_where_to_correct_it():
    menu = Navigation()
    menu.register("office", [NavItem("lost", "office:lost")])

    with pytest.raises(NoReverseMatch, match=r"'lost'.*navigation\.py"):
        menu.groups("office", NOBODY, DAY, "/")


def test_ribbon_action_is_for_those_who_may():
    menu = Navigation()
    menu.register_ribbon(
        "office", NavItem("next", "shell:logo", shown_to=lambda viewer: not viewer.is_anonymous)
    )

    assert menu.ribbon("office", NOBODY) is None
    assert menu.ribbon("office", OFFICER).label == "next"
    assert menu.ribbon("public", OFFICER) is None
