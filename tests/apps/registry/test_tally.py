"""Numbers beside the views of a list are the numbers of the lists themselves."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gaodi.apps.registry.directory import LineFilters, count_lines, lines_read, tally_lines
from gaodi.apps.registry.models import LinesState
from gaodi.apps.registry.services.lines import refresh_lines
from tests.apps.registry.test_lines import DISTRICT, OFFICE, firms
from tests.factories.registry import make_company

__all__ = ["firms"]
VIEWS = {
    "titled": LineFilters(titled=True),
    "silent": LineFilters(silent_since=date(2024, 6, 30)),
    "lacking": LineFilters(unknown=("revenue",)),
    "linzi": LineFilters(units=("linzi",)),
}


@pytest.mark.parametrize("viewer", [OFFICE, DISTRICT], ids=["city", "district"])
@pytest.mark.parametrize("filters", [LineFilters(), LineFilters(statuses=("active",), units=("zichuan",))])
def test_each_view_is_counted_as_it_is_listed(viewer, filters, firms, on, at):
    refresh_lines(on=on, known_at=at)

    tally = tally_lines(viewer, filters=filters, views=VIEWS, read=lines_read(on=on))

    assert tally.total == count_lines(viewer, on=on, known_at=at, filters=filters)
    assert not filters.units or set(tally.by_unit) == {"zichuan"}
    if not filters.told():
        counted = {
            name: count_lines(viewer, on=on, known_at=at, filters=view) for name, view in VIEWS.items()
        }
        assert tally.by_view == counted


def test_views_are_the_same_from_lines_and_from_facts(firms, on, at):
    def counts():
        return [count_lines(OFFICE, on=on, known_at=at, filters=view) for view in VIEWS.values()]

    slow = counts()
    refresh_lines(on=on, known_at=at)

    assert counts() == slow


def test_state_of_the_lines_tells_when_and_whether_they_are_used(firms, on, at):
    assert lines_read(on=on).known_at is None
    refresh_lines(on=on, known_at=at)
    assert lines_read(on=on).is_current

    make_company("沐岚新材")

    assert lines_read(on=on).known_at == at
    assert not lines_read(on=on).is_current
    LinesState.objects.all().delete()
    assert not lines_read(on=on).is_current


def test_numbers_follow_the_lines_when_they_are_read_again(firms, on, at):
    def told():
        return tally_lines(OFFICE, filters=LineFilters(), views={}, read=lines_read(on=on)).total

    refresh_lines(on=on, known_at=at)
    before = told()
    make_company("沐岚新材")
    refresh_lines(on=on, known_at=at + timedelta(minutes=1))

    assert told() == before + 1
