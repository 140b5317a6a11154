"""What an invented city is made of, read once from the file of its region."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from gaodi.kernel.errors import Refusal

_FOLDER = Path(__file__).parent


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
class Sector:
    """How firms of a sector are; bounds are those of large, medium and small, empty where the rule names none (sectors.yaml)."""

    section: str
    margin: float
    turnover: float
    per_head: float
    research: float
    intensity: float
    dip: float
    export: float
    people: tuple[int, ...] = ()
    revenue: tuple[int, ...] = ()
    assets: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Trade:
    """What a firm does: a word of its name, the class of GB/T 4754-2017, how such firms are."""

    word: str
    code: str
    sector: Sector


@dataclass(frozen=True, slots=True)
class Economy:
    """GDP in 亿元 by year, and what `firms` firms have of revenue for each yuan of it."""

    gdp: dict[int, float]
    firms: int
    revenue_by_gdp: float


@dataclass(frozen=True, slots=True)
class Institution:
    """A bank, guarantor or fund; `kind` is one of registry's PartyKind."""

    role: str
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
class SeatSheet:
    """A seat at a government unit, by codes; `reporting_unit` narrows it to a district."""

    unit: str
    role: str
    reporting_unit: str | None = None


@dataclass(frozen=True, slots=True)
class AccountSheet:
    """A person of the demonstration: whom they act for (role of a lead or institution → role), where they sit."""

    username: str
    name: str
    who: str
    first: str
    mandates: dict[str, str] = field(default_factory=dict)
    seats: tuple[SeatSheet, ...] = ()


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
    trades: tuple[Trade, ...]
    common_words: tuple[str, ...]
    economy: Economy
    first_characters: str
    second_characters: str
    third_characters: str
    prefixes: tuple[str, ...]
    awards: Awards
    institutions: tuple[Institution, ...]
    leads: tuple[Lead, ...]
    accounts: tuple[AccountSheet, ...]

    def position_of(self, word: str) -> int:
        """Where a word stands among the trades."""
        return next(index for index, trade in enumerate(self.trades) if trade.word == word)


def read_scenery(region: str) -> Scenery:
    """The scenery of a region. Raises: NoSceneryForRegion."""
    path = _FOLDER / f"{region}.yaml"
    if not path.is_file():
        raise NoSceneryForRegion(region)
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Scenery(
        units={code: _unit(code, row) for code, row in data["units"].items()},
        trades=_trades(data["trades"]),
        common_words=tuple(data["common_words"]),
        economy=Economy(**data["economy"]),
        first_characters=data["first_characters"],
        second_characters=data["second_characters"],
        third_characters=data["third_characters"],
        prefixes=tuple(data["prefixes"]),
        awards=Awards(**data["awards"]),
        institutions=tuple(_institution(row) for row in data["institutions"]),
        leads=tuple(
            Lead(role, row["unit"], row["name"], row["short"], row["word"])
            for role, row in data["leads"].items()
        ),
        accounts=tuple(_account(row) for row in data["accounts"]),
    )


def _unit(code: str, row: dict[str, Any]) -> Unit:
    return Unit(code, row["share"], row["entitled"], row["code"], tuple(row["words"]))


def _trades(rows: dict[str, Any]) -> tuple[Trade, ...]:
    written = yaml.safe_load((_FOLDER / "sectors.yaml").read_text(encoding="utf-8"))
    bounds = ("people", "revenue", "assets")
    sectors = {
        name: Sector(**row | {bound: tuple(row[bound]) for bound in bounds if bound in row})
        for name, row in written.items()
    }
    return tuple(Trade(word, row["code"], sectors[row["sector"]]) for word, row in rows.items())


def _institution(row: dict[str, str]) -> Institution:
    return Institution(row["role"], row["kind"], row["name"], row["short"])


def _account(row: dict[str, Any]) -> AccountSheet:
    seats = tuple(SeatSheet(**seat) for seat in row.get("seats", ()))
    return AccountSheet(
        row["username"], row["name"], row["who"], row["first"], row.get("mandates", {}), seats
    )
