"""Which small counts are hidden, so that neither a cell nor its difference to a printed total tells of a few firms."""

from __future__ import annotations

import enum
from collections.abc import Mapping


class Hidden(enum.StrEnum):
    """Why a count is not shown."""

    FEW = "few"
    GUARD = "guard"


def hide_small(
    counts: Mapping[str, int], *, fewest: int, beside_total: bool, nought_is_few: bool = True
) -> dict[str, Hidden]:
    """The cells that may not be shown, by name, each with its reason.

    A cell of fewer than `fewest` is hidden. Beside a printed total the hidden cells are at least two, hold at least
    `fewest` together, and leave every hidden small count more than one possible value; the next smallest cells are
    hidden until it is so, or until nothing is left to hide: then the total itself has to be hidden by the page.

    Args: nought_is_few: False shows a cell of nought; a reader then knows that a hidden cell is not empty.
    """
    least = 0 if nought_is_few else 1
    hidden = {name: Hidden.FEW for name, number in counts.items() if least <= number < fewest}
    rest = sorted((number, name) for name, number in counts.items() if number >= fewest)
    while beside_total and hidden and rest:
        if _is_safe(counts, hidden, fewest=fewest, least=least, smallest_shown=rest[0][0]):
            break
        hidden[rest.pop(0)[1]] = Hidden.GUARD
    return hidden


def _is_safe(
    counts: Mapping[str, int], hidden: Mapping[str, Hidden], *, fewest: int, least: int, smallest_shown: int
) -> bool:
    total = sum(counts[name] for name in hidden)
    if len(hidden) < 2 or total < fewest:
        return False
    few = sum(reason is Hidden.FEW for reason in hidden.values())
    guards = len(hidden) - few
    # What a reader knows: a small count is least … fewest - 1, a guard fewest … the smallest count that is shown.
    most_of_others = (few - 1) * (fewest - 1) + guards * smallest_shown
    least_of_others = (few - 1) * least + guards * fewest
    return max(least, total - most_of_others) < min(fewest - 1, total - least_of_others)
