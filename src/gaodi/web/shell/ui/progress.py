"""How far something is that goes on by itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """What is being done, and how much of it is; a `total` of None is not known beforehand.

    `unit` counts: 行, 家. More done than was expected makes the bar full, never longer.
    """

    word: str
    done: int = 0
    total: int | None = None
    unit: str = "行"

    @property
    def shown(self) -> int:
        """What the bar shows."""
        return min(self.done, self.total or 0)
