"""What is wrong with a cell, a row or a whole file, in words that tell the sender what to do."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import Enum

_SHOWN = 40


class Severity(Enum):
    """Whether a row can be taken in as it is."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong where; `code` is stable, `message` reads in Chinese and says what to do."""

    severity: Severity
    code: str
    message: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    value: str = ""

    def says(self) -> str:
        """One line: place, what is wrong, what was seen."""
        place = f"工作表“{self.sheet}”" if self.sheet else ""
        place += f"第 {self.row} 行" if self.row else ""
        place += f"“{self.column}”" if self.column else ""
        seen = f"（此处为“{self.value}”）" if self.value else ""
        return f"{place}：{self.message}{seen}" if place else f"{self.message}{seen}"

    @property
    def blocks(self) -> bool:
        return self.severity is Severity.ERROR


class Unreadable(Exception):
    """A file that cannot be read as a table at all; `code` is stable, `message` reads in Chinese."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        self.message = message
        super().__init__(message)


def shorten(value: object) -> str:
    """A value as a message may quote it: one line, at most 40 characters, nothing invisible."""
    text = "" if value is None else str(value)[: _SHOWN * 4]
    plain = "".join("�" if unicodedata.category(c).startswith("C") else c for c in text).strip()
    return plain if len(plain) <= _SHOWN else plain[: _SHOWN - 1] + "…"
