"""How firms conduct themselves: tax grades, penalties, lists; worse ones worse, and who will default shows it before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gaodi.ops.city.columns import coded, counts, day_number, flags, money
from gaodi.ops.city.firms import MISSING, YEARS
from gaodi.ops.city.register import back_to_workday
from gaodi.ops.city.sheets import Sheet
from gaodi.ops.city.sizes import SMALL
from gaodi.ops.city.statements import YEAR_STARTS

GRADES = ("A", "B", "M", "C", "D")
_PENALTIES = ("tax", "environment", "safety", "quality", "market", "finance")
_PENALTY_SHARES = (0.22, 0.2, 0.18, 0.12, 0.26, 0.02)
#: Penalties of a firm of no quality in a year, by class of size; one of the best has hardly any.
_PENALTY_RATES = np.array([0.02, 0.07, 0.15, 0.25])
_SHOWN = 3 * 365
#: Micro firms are graded in the last so many years only.
_GRADED = 3
#: Lists: part of the firms that stand on it today, part that stood on it before; worse firms up to twice as likely.
_LISTS = {"dishonest": (0.018, 0.008), "abnormal": (0.03, 0.05), "tax_arrears": (0.006, 0.006)}
_SOURCES = {
    "dishonest": "credit_report",
    "abnormal": "business_register",
    "tax_arrears": "tax_record",
    "enforced": "court_notice",
}
#: Days before a default: bad grade, penalties; after it: the court's list.
_PENALTY_BEFORE, _ENFORCED_AFTER = (60, 330), (150, 400)


@dataclass(frozen=True, slots=True)
class _Bars:
    kind: str
    firm: NDArray[np.int64]
    start: NDArray[np.integer]
    end: NDArray[np.integer]


def write_tax_grades(sheet: Sheet) -> None:
    """A grade for every year lived, published in April; the year before a default it is C or D."""
    firms = sheet.firms
    published = YEAR_STARTS[1:-1] + 110
    default_year = _year_of(firms.defaults_on)
    for block in sheet.blocks():
        rng = sheet.stream("grades", int(block[0]))
        wanted = firms.exists[block] & (published <= sheet.on)
        wanted[firms.size_class[block] < SMALL, : len(YEARS) - _GRADED] = False
        row, year = np.nonzero(wanted)
        firm = block[row]
        score = firms.quality[firm] + rng.normal(0, 0.12, len(firm))
        grade = np.select([score > 0.7, score > 0.3, score > 0.14], [0, 1, 3], 4)
        grade = np.where(firms.founded_on[firm] > YEAR_STARTS[year] - 365, GRADES.index("M"), grade)
        doomed = (default_year[firm] != MISSING) & (default_year[firm] - 1 <= year)
        grade = np.where(doomed, np.maximum(grade, GRADES.index("C")), grade)
        columns = {
            "party_id": sheet.keys(firm),
            "year": counts(year + YEARS[0]),
            "grade": coded(GRADES, grade),
            **sheet.dated(published[year], "tax_record", published[year], valid_to=published[year] + 365),
        }
        sheet.writer.copy_columns("registry_taxcredit", columns)


def write_penalties(sheet: Sheet) -> None:
    """By quality and size; those that will default get one in the year before."""
    firms, rng = sheet.firms, sheet.stream("penalties")
    rate = _PENALTY_RATES[firms.size_class] * 2 * (1 - firms.quality) ** 1.5
    numbers = rng.poisson(rate[:, None] * firms.exists)
    row, year = (np.repeat(place, numbers[numbers > 0]) for place in np.nonzero(numbers))
    decided = YEAR_STARTS[year] + rng.integers(0, 365, len(row))
    keep = decided > firms.founded_on[row] + 60
    doomed = np.flatnonzero(firms.defaults_on != MISSING)
    before = firms.defaults_on[doomed] - rng.integers(*_PENALTY_BEFORE, len(doomed))
    firm = np.concatenate([row[keep], doomed])
    decided = np.minimum(back_to_workday(np.concatenate([decided[keep], before])), sheet.on - 1)
    size = len(firm)
    kind = rng.choice(len(_PENALTIES), size=size, p=_PENALTY_SHARES)
    fine = np.rint(np.exp(rng.normal(9.2, 1.2, size))).astype(np.int64) * 10_000
    serial = rng.permutation(size) + 1
    columns = {
        "party_id": sheet.keys(firm),
        "number": pa.array([f"XN罚决字{number:08d}号" for number in serial.tolist()]),
        "kind": coded(_PENALTIES, kind),
        "amount_yuan": money(fine),
        "is_serious": flags((fine > 20_000_000) & (rng.random(size) < 0.4)),
        **sheet.dated(decided, "penalty_notice", decided + 5, valid_to=decided + _SHOWN),
    }
    sheet.writer.copy_columns("registry_penalty", columns)


def write_bars(sheet: Sheet) -> None:
    """Lists of those without a story as drawn, of the others as told."""
    for bars in (*_draw_lists(sheet), _draw_enforced(sheet), _told(sheet)):
        if len(bars.firm):
            source = _SOURCES[bars.kind]
            columns = {
                "party_id": sheet.keys(bars.firm),
                "kind": pa.repeat(bars.kind, len(bars.firm)),
                **sheet.dated(bars.start, source, bars.start, valid_to=bars.end),
            }
            sheet.writer.copy_columns("registry_bar", columns)


def _draw_lists(sheet: Sheet) -> list[_Bars]:
    firms, found = sheet.firms, []
    rest = np.flatnonzero((np.arange(len(firms)) >= sheet.told) & (firms.founded_on < sheet.on - 1000))
    worse = 2 * (1 - firms.quality[rest])
    for kind, (now, once) in _LISTS.items():
        rng = sheet.stream("bars", kind)
        chance = rng.random(len(rest))
        stands = np.flatnonzero(chance < now * worse)
        stood = np.flatnonzero((chance >= now * worse) & (chance < (now + once) * worse))
        start = sheet.on - np.concatenate(
            [rng.integers(20, 900, len(stands)), rng.integers(400, 900, len(stood))]
        )
        start = back_to_workday(start)
        end = np.concatenate(
            [np.full(len(stands), MISSING), start[len(stands) :] + rng.integers(90, 360, len(stood))]
        )
        found.append(_Bars(kind, rest[np.concatenate([stands, stood])], start, end))
    return found


def _draw_enforced(sheet: Sheet) -> _Bars:
    """The court's list takes in most of those that defaulted."""
    firms, rng = sheet.firms, sheet.stream("bars", "enforced")
    doomed = np.flatnonzero(firms.defaults_on != MISSING)
    start = back_to_workday(firms.defaults_on[doomed] + rng.integers(*_ENFORCED_AFTER, len(doomed)))
    listed = (start < sheet.on) & (rng.random(len(doomed)) < 0.7)
    return _Bars("enforced", doomed[listed], start[listed], np.full(int(listed.sum()), MISSING))


def _told(sheet: Sheet) -> _Bars:
    rows = [(place, bar) for place, one in enumerate(sheet.plan.stories) for bar in one.bars]
    return _Bars(
        "dishonest",
        np.array([place for place, _ in rows], dtype=np.int64),
        np.array([day_number(bar.valid_from) for _, bar in rows], dtype=np.int64),
        np.array(
            [MISSING if bar.valid_to is None else day_number(bar.valid_to) for _, bar in rows], dtype=np.int64
        ),
    )


def _year_of(numbers: NDArray[np.integer]) -> NDArray[np.int64]:
    """Positions in YEARS (past the last one too); MISSING stays."""
    year = np.searchsorted(YEAR_STARTS, numbers, side="right") - 1
    return np.where(numbers == MISSING, MISSING, year)
