"""How a benchmark reports: one JSON line a figure, with its aim and whether it holds."""

from __future__ import annotations

import json
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A figure that an issue fixed by name: lower is better, `aim` is the most that it may be."""

    name: str
    unit: str
    aim: float

    def report(self, value: float | None, why: str = "") -> bool:
        """Print it; a figure that could not be measured does not hold, and says why."""
        holds = value is not None and value <= self.aim
        line = {"figure": self.name, "value": value, "unit": self.unit, "aim": self.aim, "holds": holds}
        print(json.dumps(line | ({"why": why} if why else {}), ensure_ascii=False), flush=True)
        return holds
