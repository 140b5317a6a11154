"""Rows of a sheet as office programs always write them, found without a tree; anything else is left to the parser."""

from __future__ import annotations

import re
from html import unescape

_ROW = re.compile(r'\s*<row r="(\d{1,8})"(?:\s[^<>]*)?(?<!/)>', re.ASCII)
_CELL = re.compile(
    r'<c r="([A-Z]{1,3})\d{1,8}"(?: s="(\d{1,6})")?(?: t="(\w{1,9})")?'
    r'(?:/>|>(?:<v>([^<]*)</v>|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)</c>)',
    re.ASCII,
)


#: Letters of the column, number of the style, type, value, inline text; empty where the element has none.
QuickCell = tuple[str, str, str, str, str]


def quick_rows(run: bytes) -> list[tuple[int, list[QuickCell]]] | None:
    """Number and cells of each row, None if anything in the run is written another way.

    Every cell that begins must be matched whole and every tag must belong to a row or a cell, so nothing is passed over.
    """
    try:
        text = run.decode()
    except UnicodeDecodeError:
        return None
    if "<!" in text or "<?" in text:
        return None
    found = []
    for piece in text.split("</row>"):
        if not piece or piece.isspace():
            continue
        row = _ROW.match(piece)
        if row is None:
            return None
        cells = _CELL.findall(piece, row.end())
        if _tags(cells) != piece.count("<") - 1:
            return None
        if "&" in piece:
            cells = [(a, s, t, unescape(v), unescape(i)) for a, s, t, v, i in cells]
        found.append((int(row.group(1)), cells))
    return found


def _tags(cells: list[QuickCell]) -> int:
    """How many tags the matched cells hold, as near as their texts tell: an empty text leaves the row to the parser."""
    return sum(6 if cell[4] else 4 if cell[3] else 1 for cell in cells)
