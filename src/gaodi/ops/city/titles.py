"""Titles that the figures allow: conditions by year, and of those who meet them the best, as many as the city has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gaodi.ops.city.columns import coded
from gaodi.ops.city.firms import MISSING, YEARS
from gaodi.ops.city.patents import INVENTION, Granted
from gaodi.ops.city.sheets import Sheet
from gaodi.ops.city.sizes import LARGE, MEDIUM, SMALL
from gaodi.ops.city.statements import YEAR_STARTS

Mask = NDArray[np.bool_]
"""(m, 6) who meets the conditions of a year."""

_WAN = 1_000_000
_CITY = 200_000  # firms of the real city, for which the numbers of titles are known


@dataclass(frozen=True, slots=True)
class _Figures:
    """What conditions look at, of the firms that do research, by year."""

    revenue: NDArray[np.int64]
    research: NDArray[np.int64]
    employees: NDArray[np.int64]
    staff: NDArray[np.int64]
    assets: NDArray[np.int64]
    liabilities: NDArray[np.int64]
    inventions: NDArray[np.int64]
    rights: NDArray[np.int64]
    size_class: NDArray[np.integer]
    makes: NDArray[np.bool_]

    def spends(self, permille: int) -> Mask:
        """Research is at least so much of revenue."""
        return self.research * 1000 >= self.revenue * permille

    def two_years(self, mask: Mask) -> Mask:
        """In this year and the one before."""
        found: Mask = mask & np.concatenate([np.zeros_like(mask[:, :1]), mask[:, :-1]], axis=1)
        return found


@dataclass(frozen=True, slots=True)
class _Sort:
    """Of a title: holders in the real city, term in years (0 = without end), month of issue, what it needs."""

    code: str
    holders: int
    term: int
    month: int
    allows: Callable[[_Figures], Mask]
    after: str = ""


def _high_tech(of: _Figures) -> Mask:
    """国科发火〔2016〕32号: 5 %, 4 % or 3 % of revenue by its size, one in ten in research, a right of its own."""
    least = np.select([of.revenue <= 5_000 * _WAN, of.revenue <= 20_000 * _WAN], [50, 40], 30)
    found: Mask = (
        (of.research * 1000 >= of.revenue * least) & (of.staff * 10 >= of.employees) & (of.rights > 0)
    )
    return found


def _tech_sme(of: _Figures) -> Mask:
    """国科发政〔2017〕115号, by its bounds and the points that research and rights give."""
    small = (of.employees <= 500) & (of.revenue <= 20_000 * _WAN) & (of.assets <= 20_000 * _WAN)
    return small & of.spends(30) & (of.staff * 10 >= of.employees) & (of.rights > 0)


def _innovative(of: _Figures) -> Mask:
    return (of.size_class < LARGE) & of.spends(30) & (of.rights > 1)


def _specialised(of: _Figures) -> Mask:
    """工信部企业〔2022〕63号: revenue, two years of research, little enough debt, an invention."""
    spends = of.two_years(of.spends(30) & (of.research >= 100 * _WAN))
    light = of.liabilities * 10 <= of.assets * 8
    return (of.size_class < LARGE) & spends & light & (of.revenue >= 1_500 * _WAN) & (of.inventions > 0)


def _little_giant(of: _Figures) -> Mask:
    strong = of.two_years(of.spends(30) & (of.research >= 600 * _WAN))
    return (
        strong & (of.revenue >= 5_000 * _WAN) & (of.inventions >= 4) & (of.liabilities * 4 <= of.assets * 3)
    )


def _champion(of: _Figures) -> Mask:
    return of.makes & (of.revenue >= 40_000 * _WAN) & of.spends(25) & (of.inventions >= 5)


def _gazelle(of: _Figures) -> Mask:
    before = np.concatenate([of.revenue[:, :1], of.revenue[:, :-1]], axis=1)
    return (of.revenue * 100 >= before * 118) & (of.revenue >= 2_000 * _WAN) & of.spends(25)


def _has_centre(of: _Figures) -> Mask:
    return (of.size_class >= MEDIUM) & (of.research >= 500 * _WAN) & (of.staff >= 20)


def _has_city_centre(of: _Figures) -> Mask:
    return (of.size_class >= SMALL) & (of.research >= 200 * _WAN) & (of.staff >= 8)


_SORTS = (
    _Sort("high_tech", 1150, 3, 12, _high_tech),
    _Sort("tech_sme", 1900, 1, 8, _tech_sme),
    _Sort("innovative_sme", 1400, 3, 6, _innovative),
    _Sort("specialised_sme", 719, 3, 7, _specialised, after="innovative_sme"),
    _Sort("little_giant", 99, 3, 9, _little_giant, after="specialised_sme"),
    _Sort("champion", 29, 3, 11, _champion),
    _Sort("gazelle", 220, 3, 10, _gazelle),
    _Sort("technology_centre_province", 180, 0, 5, _has_centre),
    _Sort("technology_centre_city", 420, 0, 4, _has_city_centre),
)


def write_titles(sheet: Sheet, rights: Granted) -> None:
    """Titles issued from 2019 on; renewed after their term where the conditions are still met."""
    figures = _read(sheet, rights)
    held: dict[str, NDArray[np.int64]] = {}
    for sort in _SORTS:
        rows, issued, until = _issue(sheet, rights, figures, sort, held)
        if len(rows):
            _write(sheet, sort, rights.firms[rows], issued, until)


def _read(sheet: Sheet, rights: Granted) -> _Figures:
    firms, who = sheet.firms, rights.firms
    makes = np.array([trade.sector.section == "C" for trade in sheet.plan.scenery.trades])
    return _Figures(
        revenue=firms.revenue[who],
        research=firms.rd[who],
        employees=firms.employees[who],
        staff=firms.rd_staff[who],
        assets=firms.assets[who],
        liabilities=firms.liabilities[who],
        inventions=rights.standing[:, :, INVENTION],
        rights=rights.standing.sum(axis=2),
        size_class=firms.size_class[who][:, None] * np.ones((1, len(YEARS)), dtype=np.int64),
        makes=makes[firms.word[who]][:, None],
    )


def _issue(
    sheet: Sheet, rights: Granted, figures: _Figures, sort: _Sort, held: dict[str, NDArray[np.int64]]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Rows, days of issue and ends; a title for the year after the figures, until the number of holders is reached."""
    rng, firms = sheet.stream("titles", sort.code), sheet.firms
    met = sort.allows(figures) & firms.exists[rights.firms]
    rank = firms.quality[rights.firms] + rng.normal(0, 0.12, len(rights.firms)) + (rights.firms < sheet.told)
    until = np.full(len(rights.firms), MISSING, dtype=np.int64)
    most = round(sort.holders * len(firms) / _CITY + 0.35 * min(sheet.told, sort.holders) / 2) + 2
    found: list[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]] = []
    for year in range(len(YEARS)):
        day = YEAR_STARTS[year + 1] + (sort.month - 1) * 30 + 10
        may = met[:, year] & (until <= day)
        ended = firms.ended_on[rights.firms]
        may &= (ended == MISSING) | (ended > day)
        if sort.after:
            may &= held[sort.after] > day
        free = most - int((until > day).sum())
        if day > sheet.on - 5 or free <= 0:
            continue
        best = np.flatnonzero(may)
        chosen = np.sort(best[np.argsort(-rank[best], kind="stable")[:free]])
        issued = day + rng.integers(0, 15, len(chosen))
        # From the first day of the batch, so that a title ends no later than its renewal begins.
        end = np.full(len(chosen), day + sort.term * 365 if sort.term else MISSING)
        until[chosen] = end if sort.term else np.iinfo(np.int32).max
        found.append((chosen, issued, end))
    held[sort.code] = until
    if not found:
        return (np.empty(0, dtype=np.int64),) * 3
    rows, issued, ends = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return rows, np.minimum(issued, sheet.on - 1), ends


def _write(
    sheet: Sheet,
    sort: _Sort,
    firms: NDArray[np.int64],
    issued: NDArray[np.int64],
    until: NDArray[np.int64],
) -> None:
    length = len(firms)
    columns = {
        "party_id": sheet.keys(firms),
        "kind": coded((sort.code,), np.zeros(length, dtype=np.int64)),
        "number": pa.array(
            [f"XN-{sort.code[:2].upper()}-{day}-{n:05d}" for n, day in enumerate(issued.tolist())]
        ),
        **sheet.dated(issued, "title_notice", issued, valid_to=until),
    }
    sheet.writer.copy_columns("registry_title", columns)
