"""Who stands where: how many enterprises of each unit are in which situation, and how many are in none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice

from gaodi.ops.city.scenery import Scenery
from gaodi.ops.city.situations import ENTITLED, OTHERS, Situation

#: An enterprise in three is on its way to an exchange, in a large city so many and one in 400; of those, three in five
#: have an award open.
_ON_THE_WAY, _AT_MOST, _IN_LARGE, _ENTITLED_OF_THEM = 3, 150, 400, 0.6


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for one enterprise."""

    unit: str
    situation: Situation


def fill_slots(scenery: Scenery, enterprises: int) -> list[Slot]:
    """Places on the way to an exchange, leads left out; in a small city first one of each situation, as far as they go."""
    free = enterprises - len(scenery.leads)
    wanted = min(enterprises // _ON_THE_WAY, _AT_MOST + enterprises // _IN_LARGE) - len(scenery.leads)
    on_the_way = max(wanted, min(free, len(ENTITLED) + len(OTHERS)))
    entitled = max(len(ENTITLED), min(round(on_the_way * _ENTITLED_OF_THEM), on_the_way - len(OTHERS)))
    shares = {code: unit.share for code, unit in scenery.units.items()}
    weights = {code: unit.entitled for code, unit in scenery.units.items()}
    slots = _place(ENTITLED, apportion(entitled, weights))
    return slots + _place(OTHERS, apportion(on_the_way - entitled, shares))


def count_quiet(scenery: Scenery, enterprises: int, slots: Sequence[Slot]) -> dict[str, int]:
    """Enterprises by unit that are not on the way, so that units keep their shares of the whole."""
    shares = {code: unit.share for code, unit in scenery.units.items()}
    used = Counter(slot.unit for slot in slots) + Counter(lead.unit for lead in scenery.leads)
    quiet = enterprises - len(slots) - len(scenery.leads)
    wanted = apportion(enterprises, shares)
    missing = {code: max(0, wanted[code] - used[code]) for code in wanted}
    return apportion(quiet, missing) if quiet and sum(missing.values()) else dict.fromkeys(shares, 0)


def apportion(total: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Whole numbers in proportion to the weights that add up to `total`, by largest remainder."""
    whole = sum(weights.values())
    counts = {code: total * weight // whole for code, weight in weights.items()}
    by_remainder = sorted(weights, key=lambda code: (-(total * weights[code] % whole), code))
    for code in by_remainder[: total - sum(counts.values())]:
        counts[code] += 1
    return counts


def _place(situations: Sequence[Situation], counts: Mapping[str, int]) -> list[Slot]:
    """Situations in turn through the units; 淄川, whose rule is verified, comes first and sees every stage."""
    order = sorted(counts, key=lambda code: code != "zichuan")
    units = [code for code in order for _ in range(counts[code])]
    return [
        Slot(situation.unit or unit, situation)
        for unit, situation in zip(units, islice(cycle(situations), len(units)), strict=True)
    ]
