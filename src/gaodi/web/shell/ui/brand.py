"""The face of one city: its names and the logo drawn from its own tiles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from gaodi.web.shell.ui.hexagons import Position, Sheet, lay_out

#: How deep each tile of the logo is glazed, in the order of the rows; the steps repeat for longer cities.
LOGO_STEPS = (2, 4, 2, 5, 4, 4, 5, 2, 4, 2, 4)


@dataclass(frozen=True, slots=True)
class LogoTile:
    """One tile of the logo: outline and step 1..5 of the glaze."""

    points: str
    step: int


@dataclass(frozen=True, slots=True)
class Logo:
    """The city's own tiles as a sign."""

    view_box: str
    tiles: tuple[LogoTile, ...]


@dataclass(frozen=True, slots=True)
class RegionFace:
    """What pages say about the city they serve. All of it is pack data; the middleware puts it on the request.

    `pack_version` is the short fingerprint at the foot of every page; `positions` are the tiles from north to south.
    """

    region_name: str = ""
    platform_name: str = "科创金融服务平台"
    office_name: str = "办公端"
    pack_version: str = ""
    positions: tuple[Position, ...] = ()


@lru_cache(maxsize=8)
def logo_of(positions: Sequence[Position]) -> Logo:
    """The logo of these tiles; a city without positions gets seven tiles around a middle."""
    ordered = sorted(positions or _SEVEN, key=lambda place: (place.row, place.column))
    sheet: Sheet = lay_out(ordered, radius=10, gap=2)
    tiles = tuple(
        LogoTile(hexagon.points, LOGO_STEPS[index % len(LOGO_STEPS)])
        for index, hexagon in enumerate(sheet.hexagons)
    )
    return Logo(sheet.view_box, tiles)


_SEVEN = tuple(Position(c, r) for c, r in ((2, 1), (4, 1), (1, 2), (3, 2), (5, 2), (2, 3), (4, 3)))
