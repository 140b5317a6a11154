"""What readers hand on: rows of cells as the file holds them, not yet understood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gaodi.engines.tabular.problems import CellProblem


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """A cell that holds no value but the mark of a formula that failed: #REF!, #DIV/0!."""

    mark: str

    def __str__(self) -> str:
        return self.mark


#: Numbers are the digits that the file holds, never floats; percent cells of a workbook are text such as "35%".
Cell = str | Decimal | bool | date | ErrorCell | None


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row with its number as the person sees it in the file, from 1."""

    number: int
    cells: tuple[Cell, ...]
    problem: CellProblem | None = None
    """Why the row as a whole cannot be used."""
    extra: tuple[str, ...] = ()
    """Keys of a JSON line that no earlier line announced."""

    @property
    def is_empty(self) -> bool:
        return not any(cell is not None and cell != "" for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may hold at most."""

    bytes: int = 256 * 2**20
    unpacked: int = 3 * 2**30
    strings: int = 256 * 2**20
    """Unpacked bytes of a workbook's shared texts: they alone stay in memory."""
    ratio: int = 200
    """Unpacked by packed, for parts of more than 16 MiB."""
    entries: int = 1000
    rows: int = 1_048_576
    columns: int = 500
    row_bytes: int = 2 * 2**20
    """A line of text, or a row of a workbook unpacked."""
