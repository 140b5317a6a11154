"""Who stands where: how many enterprises of each unit are in which situation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice

from gaodi.ops.city.scenery import Scenery
from gaodi.ops.city.situations import ENTITLED, OTHERS, Situation

QUIET = Situation("quiet", lambda story: None)
#: An enterprise in three is on its way to an exchange; of those, three in five have an award open.
_ON_THE_WAY, _ENTITLED_OF_THEM = 3, 0.6


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for one enterprise."""

    unit: str
    situation: Situation


def fill_slots(scenery: Scenery, enterprises: int) -> list[Slot]:
    """Places for all enterprises but the leads; in a small city first one of each situation, as far as they go."""
    free = enterprises - len(scenery.leads)
    on_the_way = max(enterprises // _ON_THE_WAY - len(scenery.leads), min(free, len(ENTITLED) + len(OTHERS)))
    entitled = max(len(ENTITLED), min(round(on_the_way * _ENTITLED_OF_THEM), on_the_way - len(OTHERS)))
    shares = {code: unit.share for code, unit in scenery.units.items()}
    weights = {code: unit.entitled for code, unit in scenery.units.items()}
    slots = _place(ENTITLED, apportion(entitled, weights))
    slots += _place(OTHERS, apportion(on_the_way - entitled, shares))
    return slots + _fill_up(enterprises, slots, shares, scenery)


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


def _fill_up(enterprises: int, slots: list[Slot], shares: Mapping[str, int], scenery: Scenery) -> list[Slot]:
    """Quiet enterprises, so that units keep their shares of the whole."""
    used = Counter(slot.unit for slot in slots) + Counter(lead.unit for lead in scenery.leads)
    quiet = enterprises - len(slots) - len(scenery.leads)
    wanted = apportion(enterprises, shares)
    missing = {code: max(0, wanted[code] - used[code]) for code in wanted}
    if quiet == 0 or sum(missing.values()) == 0:
        return []
    return [Slot(code, QUIET) for code, count in apportion(quiet, missing).items() for _ in range(count)]
