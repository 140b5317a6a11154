"""Counts that institutions may see: none below ten, and none that the printed total would give away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

FEWEST = 10


@dataclass(frozen=True, slots=True)
class Shown:
    """A count that may be shown, or None with the words that stand in its place."""

    number: int | None
    words: str = ""


def hide_small(counts: Mapping[str, int]) -> dict[str, Shown]:
    """Each count, or why it is not shown. Meant to stand beside the sum of them all.

    What is hidden adds up to at least ten firms in at least two cells, so that the difference to the sum tells of no
    smaller group; where it would not, the next smallest counts are hidden as well. A count of nought is shown.
    """
    hidden = {name for name, number in counts.items() if 0 < number < FEWEST}
    guarded: set[str] = set()
    rest = sorted((number, name) for name, number in counts.items() if number >= FEWEST)
    while hidden and rest and (len(hidden | guarded) < 2 or _sum(counts, hidden | guarded) < FEWEST):
        guarded.add(rest.pop(0)[1])
    return {name: _shown(number, name in hidden, name in guarded) for name, number in counts.items()}


def _sum(counts: Mapping[str, int], names: set[str]) -> int:
    return sum(counts[name] for name in names)


def _shown(number: int, is_small: bool, is_guard: bool) -> Shown:
    if is_small:
        return Shown(None, f"少于 {FEWEST} 家")
    return Shown(None, "不单列") if is_guard else Shown(number)
