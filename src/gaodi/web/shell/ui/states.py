"""What a list says when it has nothing to show, or may not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gaodi.web.shell.ui.figures import Link


@dataclass(frozen=True, slots=True)
class Empty:
    """Nothing there: what would be here, why it is not, and one link."""

    title: str
    why: str
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """Something went wrong: whose fault, what was kept, which number to quote."""

    title: str
    kept: str
    number: str = ""
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Closed:
    """No right: who may see this, and how to ask for it."""

    title: str
    who_may: str
    how: str
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Expired:
    """It was, and is over: its last day, and what holds for matters of that time."""

    last_day: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Loading:
    """What is being fetched: as many blocks as rows are expected, of their final height."""

    rows: int = 3
    about: str = "正在读取"

    @property
    def blocks(self) -> range:
        return range(self.rows)
