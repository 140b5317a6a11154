"""Names of units as pages of this section print them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from gaodi.apps.regions.selectors import reporting_unit_names, unit_names


@dataclass(frozen=True, slots=True)
class Names:
    """Code to name: reporting units, and government units by the name they bear that day."""

    reporting: Mapping[str, str]
    government: Mapping[str, str]

    def of(self, codes: Iterable[str]) -> str:
        """“市委金融办、市财政局”; codes that have no name that day are left out."""
        return "、".join(self.government[code] for code in codes if code in self.government)


@lru_cache(maxsize=16)
def read_names(pack_version: str, on: date) -> Names:
    """The names of a day; units change with the pack only, so each version and day is read once."""
    return Names(reporting_unit_names(), unit_names(on=on))
