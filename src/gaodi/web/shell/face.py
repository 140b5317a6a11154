"""The city's face as the pack in force gives it, read once for each pack version."""

from __future__ import annotations

from gaodi.apps.regions.selectors import list_reporting_units
from gaodi.kernel.packs import current_digest, read_content
from gaodi.web.shell.ui.brand import RegionFace
from gaodi.web.shell.ui.hexagons import Position

_FACES: dict[str, RegionFace] = {}


def read_face() -> RegionFace:
    """Names, fingerprint and tile positions; a nameless face before a pack is loaded."""
    newest = current_digest()
    if newest is None:
        return RegionFace()
    face = _FACES.get(newest)
    if face is None:
        face = _face(newest)
        _FACES.clear()  # another thread may do so between any two lines: nobody reads back what was put in
        _FACES[newest] = face
    return face


def _face(digest: str) -> RegionFace:
    content = read_content(digest)
    region = content["sections"]["region"]
    units = sorted(list_reporting_units(), key=lambda unit: (unit.tile_row, unit.tile_column))
    return RegionFace(
        region_name=region["name"],
        pack_version=digest[:6],
        positions=tuple(Position(unit.tile_column, unit.tile_row) for unit in units),
    )
