"""The tile map: reporting units as hexagons, small cells hidden so that no firm can be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gaodi.values.suppression import Hidden, hide_small
from gaodi.web.shell.ui.hexagons import Position, Sheet, lay_out

FEWEST = 5
STEPS = 5
RADIUS = 54
GAP = 5


#: What a tile says in place of its figure.
WORDS = {Hidden.FEW: f"少于 {FEWEST} 家", Hidden.GUARD: "不单列"}


@dataclass(frozen=True, slots=True)
class Place:
    """A unit on the map: short name for the tile, full name for the link, and where it stands (pack data)."""

    code: str
    name: str
    full_name: str
    position: Position


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of one unit: the figure to show and the number of firms behind it."""

    value: Decimal | int
    firms: int


@dataclass(frozen=True, slots=True)
class Tile:
    """One hexagon ready to draw. `step` is 1..5 of the glaze, 0 for a tile that is hidden or without a figure."""

    name: str
    title: str
    href: str
    text: str
    points: str
    x: float
    y: float
    step: int
    hidden: bool

    @property
    def dark(self) -> bool:
        """Whether the ink on it is white."""
        return self.step >= 4


@dataclass(frozen=True, slots=True)
class TileMap:
    """The map. `about` says what the figures are, `unit` their unit; `low` and `high` are the ends of the legend."""

    anchor: str
    about: str
    unit: str
    view_box: str
    tiles: tuple[Tile, ...]
    low: str = ""
    high: str = ""
    legend: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether every tile is hidden, so that a sentence says more than the drawing."""
        return bool(self.tiles) and all(tile.hidden for tile in self.tiles)

    @property
    def hides(self) -> bool:
        """Whether any tile is hidden, so that the legend explains the hatch."""
        return any(tile.hidden for tile in self.tiles)


def suppress(cells: Mapping[str, Cell], *, beside_total: bool) -> dict[str, str]:
    """The cells that may not be shown, each with the words that stand in their place."""
    firms = {code: cell.firms for code, cell in cells.items()}
    hidden = hide_small(firms, fewest=FEWEST, beside_total=beside_total)
    return {code: WORDS[why] for code, why in hidden.items()}


def draw_map(
    places: Sequence[Place],
    cells: Mapping[str, Cell],
    *,
    about: str,
    unit: str,
    address: str,
    anchor: str = "map",
    beside_total: bool = False,
    legend: bool = False,
) -> TileMap:
    """The tile map of `cells` by unit code.

    Args: address: of a tile's page, with `{code}` where the code goes. beside_total: the page prints the sum.
        A place without a cell says “尚无数字”.
    """
    hidden = suppress(cells, beside_total=beside_total)
    shown = {code: Decimal(cell.value) for code, cell in cells.items() if code not in hidden}
    steps = _steps(shown)
    sheet: Sheet = lay_out([place.position for place in places], radius=RADIUS, gap=GAP)
    tiles = []
    for place, hexagon in zip(places, sheet.hexagons, strict=True):
        text = _text(place.code, shown, hidden)
        said = f"{text} {unit}" if place.code in shown else text
        tiles.append(
            Tile(
                name=place.name,
                title=f"{place.full_name}，{said}",
                href=address.format(code=place.code),
                text=text,
                points=hexagon.points,
                x=hexagon.x,
                y=hexagon.y,
                step=steps.get(place.code, 0),
                hidden=place.code in hidden,
            )
        )
    ends = sorted(shown.values())
    low, high = (f"{ends[0]:f}", f"{ends[-1]:f}") if ends else ("", "")
    return TileMap(anchor, about, unit, sheet.view_box, tuple(tiles), low, high, legend)


def _text(code: str, shown: Mapping[str, Decimal], hidden: Mapping[str, str]) -> str:
    if code in hidden:
        return hidden[code]
    return f"{shown[code]:f}" if code in shown else "尚无数字"


def _steps(shown: Mapping[str, Decimal]) -> dict[str, int]:
    """Glaze step of each shown figure by its rank; equal figures share a step."""
    ranked = sorted(set(shown.values()))
    return {code: 1 + ranked.index(value) * STEPS // len(ranked) for code, value in shown.items()}
