"""What the register holds of every firm: districts, trade, founding, end, moves; drawn before anything else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from gaodi.ops.city.columns import day_number
from gaodi.ops.city.firms import MISSING, Codes, Days, Flags
from gaodi.ops.city.planned import PlannedEnterprise
from gaodi.ops.city.randomness import stream
from gaodi.ops.city.scenery import Scenery

#: Firms were founded from this year on, each year more than the year before by so much.
_FIRST_YEAR, _LAST_YEAR, _GROWTH = 1990, 2025, 0.09
#: Of the firms that are not on the way, in a thousand: treasury unknown, three districts, moved house, gone.
_NO_TREASURY, _SPLIT, _MOVED, _GONE = 30, 60, 80, 45
#: Two in five do what is done everywhere.
_COMMON = 0.4
#: The credit report of nearly everybody was asked for in a small city, in a large one only of two in five.
_ASKED_SMALL, _SMALL, _ASKED_LARGE = 0.92, 5000, 0.4


@dataclass(frozen=True, slots=True)
class Register:
    """Columns by position. unit, division, fiscal, unit_before: positions in `Scenery.units` (-1 = unknown or none);

    moved_on: until that day all three districts were `unit_before`; covered_from: since then its credit report is
    complete; seen_on: day of the register's answer.
    """

    unit: Codes
    division: Codes
    fiscal: Codes
    word: Codes
    founded_on: Days
    ended_on: Days
    revoked: Flags
    moved_on: Days
    unit_before: Codes
    seen_on: Days
    covered_from: Days

    def __len__(self) -> int:
        return len(self.unit)


def draw_register(
    scenery: Scenery, stories: Sequence[PlannedEnterprise], quiet: dict[str, int], *, seed: int, on: date
) -> Register:
    """Those with a story first, as it tells; then the quiet ones in an order of the seed."""
    codes = list(scenery.units)
    rng = stream(seed, "register")
    told = len(stories)
    unit = np.array([codes.index(one.unit) for one in stories], dtype=np.int16)
    others = np.repeat(np.arange(len(codes), dtype=np.int16), [quiet[code] for code in codes])
    unit = np.concatenate([unit, rng.permutation(others)])
    day = day_number(on)
    founded = _draw_founding(rng, len(unit), day)
    ended = _draw_ends(rng, founded, day)
    moved, before = _draw_moves(rng, unit, founded, ended, day, len(codes))
    division, fiscal = _draw_districts(rng, unit, len(codes))
    asked = rng.random(len(unit)) < (_ASKED_SMALL if len(unit) <= _SMALL else _ASKED_LARGE)
    register = Register(
        unit=unit,
        division=division,
        fiscal=fiscal,
        word=_draw_words(scenery, rng, unit),
        founded_on=founded,
        ended_on=ended,
        revoked=rng.random(len(unit)) < 0.3,
        moved_on=moved,
        unit_before=before,
        seen_on=np.maximum(founded, back_to_workday(day - rng.integers(3, 91, len(unit)))),
        covered_from=np.where(
            asked, np.maximum(founded, back_to_workday(day - rng.integers(3, 61, len(unit)))), MISSING
        ).astype(np.int32),
    )
    _tell(register, stories, codes, told)
    return register


def back_to_workday(numbers: NDArray[np.integer]) -> Days:
    """Saturdays and Sundays become the Friday before (1970-01-01 was a Thursday)."""
    weekday = (numbers + 3) % 7
    found: Days = (numbers - np.maximum(0, weekday - 4)).astype(np.int32)
    return found


def _draw_founding(rng: np.random.Generator, firms: int, day: int) -> Days:
    years = np.arange(_FIRST_YEAR, _LAST_YEAR + 1)
    weights = np.exp(_GROWTH * (years - _FIRST_YEAR))
    starts = np.array([day_number(date(int(year), 1, 1)) for year in years])
    drawn = rng.choice(starts, size=firms, p=weights / weights.sum()) + rng.integers(0, 365, firms)
    late = drawn > day - 30
    drawn[late] = day - 30 - rng.integers(0, 1500, int(late.sum()))
    return back_to_workday(drawn)


def _draw_ends(rng: np.random.Generator, founded: Days, day: int) -> Days:
    """Three years after the founding at least, from 2019 on."""
    first = np.maximum(founded + 1100, day_number(date(2019, 2, 1)))
    span = np.maximum(1, day - 10 - first)
    gone = (rng.integers(0, 1000, len(founded)) < _GONE) & (first < day - 10)
    ends = back_to_workday(first + (rng.random(len(founded)) * span).astype(np.int64))
    return np.where(gone, ends, MISSING).astype(np.int32)


def _draw_moves(
    rng: np.random.Generator, unit: Codes, founded: Days, ended: Days, day: int, units: int
) -> tuple[Days, Codes]:
    first = np.maximum(founded + 400, day_number(date(2016, 1, 1)))
    span = np.maximum(1, day - 40 - first)
    moves = (rng.integers(0, 1000, len(unit)) < _MOVED) & (first < day - 40) & (ended == MISSING)
    when = back_to_workday(first + (rng.random(len(unit)) * span).astype(np.int64))
    before = (unit + rng.integers(1, units, len(unit))) % units
    return (
        np.where(moves, when, MISSING).astype(np.int32),
        np.where(moves, before, MISSING).astype(np.int16),
    )


def _draw_districts(rng: np.random.Generator, unit: Codes, units: int) -> tuple[Codes, Codes]:
    chance = rng.integers(0, 1000, len(unit))
    split = (chance >= _NO_TREASURY) & (chance < _SPLIT)
    step = rng.integers(1, units - 1, len(unit))
    division = np.where(split, (unit + step) % units, unit)
    fiscal = np.where(split, (unit + step + 1) % units, unit)
    fiscal = np.where(split & (fiscal == unit), (unit + 1) % units, fiscal)
    return division.astype(np.int16), np.where(chance < _NO_TREASURY, MISSING, fiscal).astype(np.int16)


def _draw_words(scenery: Scenery, rng: np.random.Generator, unit: Codes) -> Codes:
    common = np.array([scenery.position_of(word) for word in scenery.common_words], dtype=np.int16)
    words = common[rng.integers(0, len(common), len(unit))]
    own = rng.random(len(unit)) >= _COMMON
    for position, row in enumerate(scenery.units.values()):
        of_unit = np.array([scenery.position_of(word) for word in row.words], dtype=np.int16)
        here = own & (unit == position)
        words[here] = of_unit[rng.integers(0, len(of_unit), int(here.sum()))]
    return words


def _tell(register: Register, stories: Sequence[PlannedEnterprise], codes: list[str], told: int) -> None:
    """What stories say goes before what was drawn."""

    def place(code: str) -> int:
        return codes.index(code) if code else MISSING

    register.ended_on[:told] = MISSING
    for position, one in enumerate(stories):
        register.division[position] = place(one.division)
        register.fiscal[position] = place(one.fiscal)
        register.word[position] = one.word
        register.founded_on[position] = day_number(one.founded_on)
        register.moved_on[position] = MISSING if one.moved_on is None else day_number(one.moved_on)
        register.unit_before[position] = place(one.unit_before)
        register.seen_on[position] = max(day_number(one.seen_on), register.moved_on[position])
        register.covered_from[position] = (
            MISSING if one.covered_from is None else day_number(one.covered_from)
        )
