"""The parts of a pack, each read, checked and loaded by the app that knows it.

An app's `pack.py` declares its sections on `sections`; they are read, checked and loaded in the order of declaration,
which is the order of INSTALLED_APPS: lower tiers first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from gaodi.kernel.packs.reading import Pack, fits
from gaodi.values.places import Place, Problem


class Load(Protocol):
    """Writes a section's data into the app's tables, as of the pack version and moment."""

    def __call__(self, data: Any, *, version_id: int, at: datetime) -> None: ...


def _no_problems(_data: Any, _everything: Mapping[str, Any]) -> list[Problem]:
    return []


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a pack.

    `read` gives plain data (mappings, lists, text, int, Decimal, date, frozen dataclasses) or raises ProblemsFound;
    `check` compares it with the data of all sections, by name; `files` are the patterns of the paths it reads.
    """

    name: str
    read: Callable[[Pack], Any]
    load: Load
    check: Callable[[Any, Mapping[str, Any]], list[Problem]] = _no_problems
    files: tuple[str, ...] = ()


class UnreadSection(Exception):
    """A check asked for a section whose reading found problems; those are shown, this check waits for them."""


class Everything(Mapping[str, Any]):
    """The data of all sections by name, for checks. Raises: UnreadSection; KeyError: there is no such section."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(names)
        self._data: dict[str, Any] = {}

    def put(self, name: str, data: Any) -> None:
        self._data[name] = data

    def __getitem__(self, name: str) -> Any:
        if name in self._names and name not in self._data:
            raise UnreadSection(name)
        return self._data[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)


class SectionClash(ValueError):
    """Two apps claim a section name: rename one in its `pack.py`."""


class SectionRegistry:
    """The sections that exist. A test can build a second one."""

    def __init__(self) -> None:
        self._sections: dict[str, Section] = {}

    def __iter__(self) -> Iterator[Section]:
        return iter(self._sections.values())

    def declare(self, section: Section) -> Section:
        """Add a section. Raises: SectionClash."""
        if section.name in self._sections:
            raise SectionClash(f"section {section.name} is declared twice")
        self._sections[section.name] = section
        return section

    def strangers(self, pack: Pack, root_name: str) -> list[Problem]:
        """Files that no section reads; empty as long as a section does not say which files are its own."""
        patterns = [pattern for section in self for pattern in section.files]
        if not patterns or not all(section.files for section in self):
            return []
        return [
            Problem(
                _place_of(pack, path, root_name), "no section of a pack reads this file", "check its path"
            )
            for path in pack.texts
            if not any(fits(path, pattern) for pattern in patterns)
        ]


def _place_of(pack: Pack, path: str, root_name: str) -> Place:
    owner = next(name for name in reversed(pack.lineage) if f"{name}/{path}" in pack.sources)
    return Place(f"{root_name}/{owner}/{path}")


sections = SectionRegistry()
