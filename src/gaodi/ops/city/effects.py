"""What is planted: programmes with a true effect or none, and firms that will default, by a hazard."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from gaodi.ops.city.columns import day_number
from gaodi.ops.city.firms import MISSING, YEARS, Codes, Days, Flags, Latent
from gaodi.ops.city.scenery import Scenery

#: The subsidy raises research in the two years after by about so much; the seed says exactly how much.
_TRUE_EFFECT, _SPREAD = 0.18, 0.02
_GRANT_YEARS = (2020, 2021, 2022)
_LASTS = 2
#: Of the firms that borrow, so many in a thousand default between these days.
_DEFAULTS_PER_THOUSAND = 15
_FROM, _UNTIL = date(2022, 3, 1), date(2025, 12, 31)


@dataclass(frozen=True, slots=True)
class Programme:
    """Who got support of a matter and when; `effect` is what it truly changes research by, 0.18 = 18 % more.

    firms: positions; years: year of the grant of each.
    """

    matter: str
    effect: float
    firms: NDArray[np.int64]
    years: NDArray[np.int64]


def draw_programmes(
    rng: np.random.Generator, scenery: Scenery, word: Codes, size_class: Codes, quality: Latent, able: Flags
) -> tuple[Programme, ...]:
    """A subsidy for research that works, given nearly by lot; a grant for equipment that does not, given to better firms."""
    effect = round(_TRUE_EFFECT + float(rng.uniform(-_SPREAD, _SPREAD)), 3)
    share = float(np.clip(60 / max(1, int(able.sum())), 0.12, 0.35))
    subsidised = _grant(rng, able & (rng.random(len(able)) < share * (0.7 + 0.6 * quality)))
    makes = np.array([trade.sector.section == "C" for trade in scenery.trades])[word]
    chance = np.clip(1.6 * (quality - 0.5), 0.0, 0.6) * share / 0.12 * np.where(size_class > 0, 1.0, 0.3)
    equipped = _grant(rng, able & makes & (rng.random(len(able)) < chance))
    return (
        Programme("rd_subsidy", effect, *subsidised),
        Programme("equipment_grant", 0.0, *equipped),
    )


def apply_programmes(research: NDArray[np.float64], programmes: tuple[Programme, ...]) -> NDArray[np.float64]:
    """Research with the effects in it, in the years after each grant."""
    raised = research.copy()
    for programme in programmes:
        for after in range(1, _LASTS + 1):
            columns = programme.years + after - YEARS[0]
            raised[programme.firms, columns] *= 1 + programme.effect
    return raised


def draw_defaults(
    rng: np.random.Generator,
    borrows: Flags,
    lived: NDArray[np.bool_],
    leverage: Latent,
    growth: NDArray[np.float64],
    *,
    told: int,
    today: int,
) -> Days:
    """Day of the default of those that will; the more debt and the less growth, the likelier. Nobody with a story."""
    may = borrows & lived.all(axis=1)
    may[:told] = False
    count = min(round(borrows.sum() * _DEFAULTS_PER_THOUSAND / 1000), int(may.sum()))
    hazard = 9 * leverage - 6 * growth[:, 2:5].mean(axis=1) + rng.gumbel(size=len(leverage))
    chosen = np.sort(np.argsort(np.where(may, -hazard, np.inf), kind="stable")[:count])
    first = day_number(_FROM)
    last = max(first + 1, min(day_number(_UNTIL), today - 10))
    days = np.full(len(borrows), MISSING, dtype=np.int32)
    days[chosen] = rng.integers(first, last, count)
    return days


def _grant(rng: np.random.Generator, chosen: Flags) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    firms = np.flatnonzero(chosen)
    return firms, rng.choice(np.array(_GRANT_YEARS), size=len(firms))
