"""What an invented city is made of, read once from the file of its region."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from gaodi.kernel.errors import Refusal

MANUFACTURING = "C"


class NoSceneryForRegion(Refusal):
    """A city can be invented only for a region that says what its enterprises are like."""

    code = "no_scenery_for_region"

    def __init__(self, region: str) -> None:
        self.region = region
        super().__init__(f"地区 {region} 没有演示城市的素材：请补充 src/gaodi/ops/city/{region}.yaml。")


@dataclass(frozen=True, slots=True)
class Unit:
    """A reporting unit: its weights in percent, the region inside credit codes, what its enterprises do."""

    code: str
    share: int
    entitled: int
    region: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Institution:
    """A bank, guarantor or fund; `kind` is one of registry's PartyKind."""

    kind: str
    name: str
    short_name: str


@dataclass(frozen=True, slots=True)
class Lead:
    """An enterprise that an account of the demonstration acts for."""

    role: str
    unit: str
    name: str
    short_name: str
    word: str


@dataclass(frozen=True, slots=True)
class Awards:
    """What stages have paid: percent of the total by stage, totals in yuan."""

    stages: dict[str, int]
    total: int
    bse_total: dict[str, int]

    def paid(self, kind: str, board: str, unit: str) -> int:
        """Yuan of one stage on a board where `unit` bears the award."""
        total = self.bse_total.get(unit, self.total) if board == "bse" else self.total
        return total * self.stages[kind] // 100


@dataclass(frozen=True, slots=True)
class Scenery:
    """The whole file."""

    units: dict[str, Unit]
    industries: dict[str, str]
    first_characters: str
    second_characters: str
    prefixes: tuple[str, ...]
    awards: Awards
    institutions: tuple[Institution, ...]
    leads: tuple[Lead, ...]

    def industry_of(self, word: str) -> str:
        return self.industries.get(word, MANUFACTURING)


def read_scenery(region: str) -> Scenery:
    """The scenery of a region. Raises: NoSceneryForRegion."""
    path = Path(__file__).parent / f"{region}.yaml"
    if not path.is_file():
        raise NoSceneryForRegion(region)
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Scenery(
        units={code: _unit(code, row) for code, row in data["units"].items()},
        industries=data["industries"],
        first_characters=data["first_characters"],
        second_characters=data["second_characters"],
        prefixes=tuple(data["prefixes"]),
        awards=Awards(**data["awards"]),
        institutions=tuple(
            Institution(row["kind"], row["name"], row["short"]) for row in data["institutions"]
        ),
        leads=tuple(
            Lead(role, row["unit"], row["name"], row["short"], row["word"])
            for role, row in data["leads"].items()
        ),
    )


def _unit(code: str, row: dict[str, Any]) -> Unit:
    return Unit(code, row["share"], row["entitled"], row["code"], tuple(row["words"]))
