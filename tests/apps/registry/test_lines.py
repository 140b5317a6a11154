"""The list of enterprises: the table of lines is a cache, and only that."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from gaodi.apps.registry.directory import (
    LineFilters,
    LineSort,
    ListsAreForOffices,
    TooManyRows,
    iterate_lines,
    lines_are_current,
    list_companies,
    search_parties,
)
from gaodi.apps.registry.directory import lines as lines_module
from gaodi.apps.registry.directory.filters import SORTS
from gaodi.apps.registry.models import CompanyLine, CompanyRecord, LineChange, LinesState, Title
from gaodi.apps.registry.services.lines import refresh_lines
from gaodi.engines.rules.dictionary import Visibility
from gaodi.kernel.models import AuditRecord
from gaodi.kernel.people import Viewer
from tests.factories.registry import LONG_AGO, make_company

OFFICE = Viewer(1, "经办", sections=frozenset({"office"}), visibilities=frozenset(Visibility))
DISTRICT = Viewer(
    2, "区县", sections=frozenset({"office"}), visibilities=frozenset(Visibility), reporting_unit="zichuan"
)

FILTERS = [
    LineFilters(),
    LineFilters(units=("linzi",)),
    LineFilters(titles=("high_tech",)),
    LineFilters(divisions=("39",)),
    LineFilters(industries=("C",), statuses=("active",)),
    LineFilters(registered_capital=(6_000_000_000, None)),
    LineFilters(founded=(date(2010, 1, 1), date(2020, 1, 1))),
    LineFilters(unknown=("revenue",)),
    LineFilters(word="砺岫"),
    LineFilters(word="lx", units=("zichuan",)),
]


@pytest.fixture
def firms():
    """Five firms that differ in what lists show."""
    made = [
        make_company("砺岫一厂", unit="zichuan", industry_class="3911"),
        make_company("砺岫二厂", unit="linzi", registered_capital_yuan=Decimal("90000000")),
        make_company("曜石材料", unit="linzi", founded_on=date(2015, 1, 1), industry="I"),
        make_company("泓川化工", unit="zichuan", registered_capital_yuan=None),
        make_company("启衡陶瓷", unit="gaoxin", status="revoked"),
    ]
    Title.objects.create(
        party=made[0],
        kind="high_tech",
        valid_from=date(2023, 1, 1),
        known_from=LONG_AGO,
        source="title_notice",
        source_on=date(2023, 1, 1),
    )
    return made


def listed(on, at, filters=LineFilters(), sort=LineSort(), viewer=OFFICE, **page):  # noqa: B008  frozen
    return list_companies(viewer, on=on, known_at=at, filters=filters, sort=sort, **page)


@pytest.mark.parametrize("filters", FILTERS, ids=lambda filters: str(filters.told()))
def test_lists_are_the_same_from_lines_and_from_facts(filters, firms, on, at):
    slow = listed(on, at, filters)
    refresh_lines(on=on, known_at=at)
    assert lines_are_current(on=on)
    quick = listed(on, at, filters)

    CompanyLine.objects.all().delete()
    LinesState.objects.all().delete()

    assert quick == slow == listed(on, at, filters)
    assert quick.rows


@pytest.mark.parametrize("column", SORTS)
@pytest.mark.parametrize("descending", [False, True])
def test_every_sort_is_the_same_from_lines_and_from_facts(column, descending, firms, on, at):
    slow = listed(on, at, sort=LineSort(column, descending), size=200)
    refresh_lines(on=on, known_at=at)

    assert listed(on, at, sort=LineSort(column, descending), size=200) == slow


def test_unknown_values_come_last_both_ways(firms, on, at):
    for descending in (False, True):
        rows = listed(on, at, sort=LineSort("registered_capital", descending), size=200).rows
        known = [row.registered_capital is not None for row in rows]
        assert known == sorted(known, reverse=True)


def test_a_title_is_in_a_line(firms, on, at):
    assert [row.name for row in listed(on, at, LineFilters(titles=("high_tech",))).rows] == ["砺岫一厂"]


def test_a_change_is_seen_at_once_and_taken_up_by_the_next_refresh(firms, on, at):
    refresh_lines(on=on, known_at=at)

    new = make_company("砺岫三厂")

    assert not lines_are_current(on=on)
    assert new.name in [row.name for row in listed(on, at, LineFilters(word="砺岫")).rows]
    assert refresh_lines(on=on, known_at=at) == 1
    assert lines_are_current(on=on)
    assert not LineChange.objects.exists()


def test_a_holder_from_elsewhere_is_found_and_not_listed(firms, on, at):
    elsewhere = make_company("海外砺岫控股")
    CompanyRecord.objects.filter(party=elsewhere).update(known_to=at)

    for _ in ("from the facts", "from the lines"):
        assert elsewhere.name not in [row.name for row in listed(on, at, size=200).rows]
        refresh_lines(on=on, known_at=at)
    assert [row.name for row in search_parties(OFFICE, "海外砺岫", on=on).rows] == [elsewhere.name]


def test_lines_of_another_day_are_not_used(firms, on, at):
    refresh_lines(on=date(2023, 6, 30), known_at=at)

    assert not lines_are_current(on=on)
    refresh_lines(on=on, known_at=at)
    assert lines_are_current(on=on)


def test_a_district_lists_its_own_and_others_nothing(firms, on, at):
    assert {row.unit for row in listed(on, at, viewer=DISTRICT).rows} == {"zichuan"}
    assert listed(on, at, viewer=Viewer.anonymous()).total == 0


def test_what_a_viewer_may_not_see_neither_shows_nor_narrows(firms, on, at):
    narrow = Viewer(1, "", sections=frozenset({"office"}), visibilities=frozenset({Visibility.PUBLIC}))
    everyone = listed(on, at, viewer=narrow)

    filtered = listed(on, at, LineFilters(revenue=(1, None)), viewer=narrow)

    assert filtered.total == everyone.total
    assert all(row.revenue is None for row in filtered.rows)


def test_a_page_past_the_end_is_the_last_one(firms, on, at):
    first = listed(on, at, LineFilters(units=("linzi",)), size=1)
    slow_last = listed(on, at, LineFilters(units=("linzi",)), size=1, page=99)
    refresh_lines(on=on, known_at=at)

    assert listed(on, at, LineFilters(units=("linzi",)), size=1, page=99) == slow_last
    assert slow_last.page == first.total


def test_a_file_has_every_row_and_leaves_a_line_in_the_audit(firms, on, at):
    filters = LineFilters(word="砺岫")

    rows = list(iterate_lines(OFFICE, on=on, known_at=at, at=at, filters=filters))

    assert {row.name for row in rows} == {"砺岫一厂", "砺岫二厂"}
    line = AuditRecord.objects.get(action="export_companies")
    assert (line.user_id, line.detail["rows"], line.detail["filters"]) == (1, 2, {"word": "砺岫"})


def test_a_file_that_is_too_long_is_refused(firms, on, at, monkeypatch):
    monkeypatch.setattr(lines_module, "MOST_ROWS", 3)

    with pytest.raises(TooManyRows, match="一次最多导出 3 家"):
        iterate_lines(OFFICE, on=on, known_at=at, at=at)
    assert not AuditRecord.objects.filter(action="export_companies").exists()


def test_others_take_no_file(on, at):
    with pytest.raises(ListsAreForOffices):
        iterate_lines(Viewer.anonymous(), on=on, known_at=at, at=at)
