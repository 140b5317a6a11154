"""Pointed-top hexagons by column and row: the geometry that the tile map and the logo share."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Position:
    """Where a unit's tile stands: `column` counts half tiles, `row` counts rows from the top, both from 1."""

    column: int
    row: int


@dataclass(frozen=True, slots=True)
class Hexagon:
    """A tile on paper: its middle and its outline, ready for the `points` of an SVG polygon."""

    x: float
    y: float
    points: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hexagons in the order of their positions, and the size of the paper they fill."""

    width: float
    height: float
    hexagons: tuple[Hexagon, ...]

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width:g} {self.height:g}"


def lay_out(positions: Iterable[Position], *, radius: float, gap: float) -> Sheet:
    """The tiles of a map, `radius` from middle to corner before `gap` is taken off between neighbours."""
    places = list(positions)
    left = min((place.column for place in places), default=1)
    top = min((place.row for place in places), default=1)
    half = radius * math.sqrt(3) / 2
    hexagons = tuple(
        _hexagon(
            (place.column - left + 1) * half, (place.row - top) * 1.5 * radius + radius, radius - gap / 2
        )
        for place in places
    )
    width = max((hexagon.x for hexagon in hexagons), default=0) + half
    height = max((hexagon.y for hexagon in hexagons), default=0) + radius
    return Sheet(round(width, 1), round(height, 1), hexagons)


def _hexagon(x: float, y: float, radius: float) -> Hexagon:
    corners = [math.radians(60 * corner - 90) for corner in range(6)]
    points = " ".join(f"{x + radius * math.cos(a):.1f},{y + radius * math.sin(a):.1f}" for a in corners)
    return Hexagon(round(x, 1), round(y, 1), points)
