"""Figures of everyone together, for the public: firms by reporting unit and verdict, small cells hidden.

They name nobody, so no viewer narrows them; what is too small to show is decided here, the same way on every page, so
that no page gives away what another one hides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gaodi.apps.assessments import selectors
from gaodi.apps.assessments.choices import RuleKind, Verdict
from gaodi.apps.assessments.selectors import Freshness, get_freshness
from gaodi.apps.regions.models import ReportingUnit
from gaodi.web.shell.ui.hexagons import Position
from gaodi.web.shell.ui.tiles import FEWEST, Cell, Place, TileMap, draw_map, suppress

KIND = RuleKind.PROGRAMME
FEW = f"少于 {FEWEST} 家"


@dataclass(frozen=True, slots=True)
class CityCounts:
    """What the newest sweep found of everyone. Firms are None before the first sweep; `payable_yuan` also where fewer
    than five firms stand behind it. `entitled` counts matters, `assumed` those that rest on an assumed parameter.
    """

    freshness: Freshness
    entitled_firms: int | None
    entitled: int
    assumed: int
    payable_yuan: Decimal | None
    near_firms: int | None
    closing_firms: int | None


def count_city(on: date, *, soon_days: int) -> CityCounts:
    """The city's figures under all programmes; `closing_firms` have a claim window that closes within `soon_days`."""
    freshness = get_freshness(KIND, on=on)
    if freshness.judged_on is None:
        return CityCounts(freshness, None, 0, 0, None, None, None)
    found = selectors.count_city(KIND, on=on, soon_days=soon_days)
    return CityCounts(
        freshness,
        found.entitled_firms,
        found.entitled,
        found.assumed,
        found.payable_yuan if found.entitled_firms >= FEWEST else None,
        found.near_firms,
        found.soon_firms,
    )


def count_entitled_of(code: str) -> tuple[int, int]:
    """(firms, matters) now entitled under one programme."""
    return selectors.count_entitled_of(KIND, code)


def say_firms(firms: int | None) -> str:
    """A number of firms with its unit; words where they are few or nobody was judged yet."""
    if firms is None:
        return "尚无数字"
    return f"{firms} 家" if firms >= FEWEST else FEW


def count_by_unit(units: Iterable[ReportingUnit], verdict: Verdict, on: date) -> dict[str, Cell]:
    """Firms with such an outcome by reporting unit; a unit without any has a cell of none."""
    found = selectors.count_firms_by_unit(KIND, verdict, on=on)
    return {unit.code: Cell(found.get(unit.code, 0), found.get(unit.code, 0)) for unit in units}


def say_cell(cells: Mapping[str, Cell], code: str) -> tuple[str, str]:
    """(figure, its unit) of one reporting unit; words without a unit where it may not be shown."""
    hidden = suppress(cells, beside_total=True)
    return (hidden[code], "") if code in hidden else (str(cells[code].firms), "家")


def map_of(units: Iterable[ReportingUnit], cells: Mapping[str, Cell], *, about: str) -> TileMap:
    """The tile map of firms by unit; each tile leads to the unit's page."""
    places = [
        Place(unit.code, unit.name, unit.name, Position(unit.tile_column, unit.tile_row)) for unit in units
    ]
    return draw_map(places, cells, about=about, unit="家", address="/units/{code}/", beside_total=True)
