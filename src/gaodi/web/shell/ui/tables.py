"""Dense tables: columns, rows of typed cells, an opened row, the bar for many rows at once."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from gaodi.web.shell.ui.figures import Action
from gaodi.web.shell.ui.reasons import Row as BecauseRow


class OnPhone(enum.StrEnum):
    """Where a column goes at 390 px: firm and amount, matter and tally, clock; the rest is left out."""

    FIRM = "firm"
    AMOUNT = "amount"
    MATTER = "matter"
    TALLY = "tally"
    CLOCK = "clock"
    HIDDEN = "hidden"


class Sorted(enum.StrEnum):
    """How the rows are ordered by a column, in the words of `aria-sort`."""

    NOT = "none"
    UP = "ascending"
    DOWN = "descending"


@dataclass(frozen=True, slots=True)
class Column:
    """A column's head. `numeric` sets it right; `code` mutes it; `sort_href` orders the table by it."""

    label: str
    numeric: bool = False
    code: bool = False
    sort_href: str = ""
    sorted: Sorted = Sorted.NOT
    on_phone: OnPhone = OnPhone.HIDDEN


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row. Cells are text, numbers or Money, Tally, Clock, Chip, Parameter, Gap, Link.

    `key` is posted when the row is marked; `fen` is added up in the bulk bar; `barred` tells that this viewer may not
    act on it in bulk. `reasons` and `actions` stand in the row that opens under it.
    """

    key: str
    cells: tuple[object, ...]
    marked: bool = False
    fen: int = 0
    barred: bool = False
    reasons: tuple[BecauseRow, ...] = ()
    actions: tuple[Action, ...] = ()
    opened: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A dense table; `caption` names it for readers who do not see it. `selectable` puts a box before each row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    anchor: str = "table"
    selectable: bool = False
    keys_hint: bool = False

    @property
    def width(self) -> int:
        """Columns in all, with the boxes and the opener."""
        return len(self.columns) + int(self.selectable) + int(self.opens)

    @property
    def opens(self) -> bool:
        return any(row.reasons for row in self.rows)

    @property
    def lines(self) -> tuple[tuple[TableRow, tuple[tuple[Column, object], ...]], ...]:
        """Each row with its cells paired with their columns."""
        return tuple((row, tuple(zip(self.columns, row.cells, strict=True))) for row in self.rows)


@dataclass(frozen=True, slots=True)
class BulkBar:
    """What can be done with the marked rows. Actions are submit buttons named `action`; one of them is primary.

    `allowed` and `barred` say why it may or may not be done; `{n}` in `barred` is the number of rows in the way.
    """

    actions: tuple[BulkAction, ...]
    allowed: str = ""
    barred: str = ""
    count: int = 0
    sum_wan: str = ""


@dataclass(frozen=True, slots=True)
class BulkAction:
    """A button of the bulk bar; `checks` disables it while a barred row is marked."""

    label: str
    value: str
    primary: bool = False
    checks: bool = False
