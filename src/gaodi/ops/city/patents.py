"""Intellectual property of firms: the more research a year before, the more rights."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gaodi.ops.city.columns import coded, days, flags
from gaodi.ops.city.dirt import DIRT, pick
from gaodi.ops.city.firms import MISSING, YEARS
from gaodi.ops.city.sheets import Sheet
from gaodi.ops.city.sizes import sector_column
from gaodi.ops.city.statements import YEAR_STARTS

KINDS = ("invention", "utility_model", "design", "software")
INVENTION = 0
#: Days from filing to grant, and years from filing to the end of the term.
_TO_GRANT = np.array([760, 260, 200, 60])
_TERM = np.array([20, 10, 15, 50]) * 365
#: Rights in a year for a million yuan of research the year before, by kind.
_YIELD = np.array([0.11, 0.26, 0.03, 0.05])
_SOFTWARE = np.array([1.0, 0.5, 0.5, 12.0])
_MOST = 60
_ABANDONED, _BOUGHT, _HELD_TWICE = 0.06, 0.05, 0.002


@dataclass(frozen=True, slots=True)
class Granted:
    """Rows: firm (position), kind, day of grant; and, of `firms`, how many stood at the end of each year by kind."""

    firm: NDArray[np.int64]
    kind: NDArray[np.int64]
    granted: NDArray[np.int64]
    firms: NDArray[np.int64]
    standing: NDArray[np.int64]


def draw_patents(sheet: Sheet) -> Granted:
    """Rights of all firms that do research, up to the city's day."""
    firms, rng = sheet.firms, sheet.stream("patents")
    doers = np.flatnonzero((firms.rd > 0).any(axis=1))
    research = np.maximum(firms.rd[doers], 0) / 1e8
    before = np.concatenate([research[:, :1] * 0.8, research], axis=1)
    lived = np.concatenate([firms.exists[doers], (firms.ended_on[doers] == MISSING)[:, None]], axis=1)
    software = sector_column(sheet.plan.scenery, firms.word[doers], "intensity") > 0.1
    rate = before[:, :, None] ** 0.75 * _YIELD * (0.4 + 1.2 * firms.quality[doers])[:, None, None]
    rate = rate * np.where(software[:, None, None], _SOFTWARE, 1.0) * lived[:, :, None]
    counts = np.minimum(rng.poisson(rate), _MOST)
    row, year, kind = (np.repeat(place, counts[counts > 0]) for place in np.nonzero(counts))
    granted = YEAR_STARTS[year] + rng.integers(0, 365, len(row))
    keep = (granted <= sheet.on - 5) & (granted > firms.founded_on[doers[row]] + 30)
    return Granted(
        doers[row[keep]], kind[keep], granted[keep], doers, np.cumsum(counts, axis=1)[:, : len(YEARS)]
    )


def write_patents(sheet: Sheet, rights: Granted) -> None:
    """Every right with its number; some are held by two firms in two sources' eyes, which cannot be."""
    rng = sheet.stream("patents", "rows")
    size = len(rights.firm)
    serial = rng.permutation(size) + 1
    year = np.searchsorted(YEAR_STARTS, rights.granted, side="right") - 1 + YEARS[0]
    sign = rights.kind + 1
    numbers = [
        f"XN{y}{k}{s:08d}" for y, k, s in zip(year.tolist(), sign.tolist(), serial.tolist(), strict=True)
    ]
    filed = rights.granted - _TO_GRANT[rights.kind] - rng.integers(0, 200, size)
    end = filed + _TERM[rights.kind]
    dropped = rng.random(size) < _ABANDONED
    end = np.where(dropped, np.minimum(end, rights.granted + rng.integers(200, 1500, size)), end)
    bought = rng.random(size) < _BOUGHT
    twice = pick(rng, np.flatnonzero(rights.firm >= sheet.told), _HELD_TWICE)
    owners = rights.firm[rng.integers(0, max(1, size), len(twice))]
    holder = np.concatenate([rights.firm, owners])
    which = np.concatenate([np.arange(size), twice])
    for row, owner in zip(twice.tolist(), owners.tolist(), strict=True):
        firms = [sheet.code(int(rights.firm[row])), sheet.code(owner)]
        if firms[0] != firms[1]:
            sheet.plant(DIRT, kind="patent_of_two", number=numbers[row], firms=firms)
    keep = np.concatenate([np.ones(size, dtype=bool), owners != rights.firm[twice]])
    holder, which = holder[keep], which[keep]
    columns = {
        "party_id": sheet.keys(holder),
        "number": pa.array(numbers).take(pa.array(which)),
        "kind": coded(KINDS, rights.kind[which]),
        "filed_on": days(filed[which]),
        "is_transferred_in": flags(bought[which]),
        **sheet.dated(
            rights.granted[which], "patent_record", rights.granted[which] + 20, valid_to=end[which]
        ),
    }
    sheet.writer.copy_columns("registry_patent", columns)
