"""What differs between two contents, path by path."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

ABSENT = "—"


@dataclass(frozen=True, slots=True)
class Difference:
    """One path and its two values; ABSENT where a side has none."""

    path: str
    before: Any
    after: Any

    def __str__(self) -> str:
        return f"{self.path}: {self.before} → {self.after}"


def list_differences(before: Any, after: Any) -> list[Difference]:
    """Every leaf that differs between two pieces of plain data, in the order of their paths."""
    return list(_walk(before, after, ""))


def _walk(before: Any, after: Any, path: str) -> Iterator[Difference]:
    if isinstance(before, dict) and isinstance(after, dict):
        for key in sorted(before.keys() | after.keys()):
            way = f"{path}.{key}" if path else key
            yield from _walk(before.get(key, ABSENT), after.get(key, ABSENT), way)
    elif isinstance(before, list) and isinstance(after, list):
        for index in range(max(len(before), len(after))):
            yield from _walk(_item(before, index), _item(after, index), f"{path}[{index}]")
    elif before != after:
        yield Difference(path, before, after)


def _item(items: list[Any], index: int) -> Any:
    return items[index] if index < len(items) else ABSENT
