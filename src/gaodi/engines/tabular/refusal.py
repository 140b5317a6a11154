"""How a parser of cells says that it cannot take a value, or that somebody should look at it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from gaodi.engines.tabular.cell import Cell


class Refused(Exception):
    """The value cannot be taken; the words say what to do."""

    def __init__(self, code: str, message: str) -> None:
        self.code, self.message = code, message
        super().__init__(message)


#: Tells a stable code and words about a value that is taken nevertheless.
Warn = Callable[[str, str], None]

#: The value of a cell that is not missing. Raises Refused.
Parser = Callable[[Cell, Warn], Any]
