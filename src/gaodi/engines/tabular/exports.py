"""Tables written out as workbooks, row by row; nothing that people typed ever becomes a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

_MOST_ROWS = 1_000_000
_MOST_CHARACTERS = 32_767
_EXACT_DIGITS = 15
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_rows(
    target: Path | BinaryIO,
    title: str,
    headers: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    notes: Sequence[str] = (),
) -> int:
    """Write rows into an .xlsx and tell how many; past a million they go on in a further sheet.

    Values may be text, numbers, days, flags or None. Text stays text whatever it begins with; a number of more than
    fifteen digits is written as text, because a spreadsheet would cut it. `notes` stand on a sheet of their own.
    """
    book = Workbook(str(target) if isinstance(target, Path) else target, _OPTIONS)
    writer = _SheetWriter(book, _sheet_name(title), headers)
    for row in rows:
        writer.write(row)
    if writer.sheet is None:
        writer.begin()
    if notes:
        sheet = book.add_worksheet("说明")
        for number, note in enumerate(notes):
            sheet.write_string(number, 0, note)
    book.close()
    return writer.count


class _SheetWriter:
    """Writes rows into one sheet after the other."""

    def __init__(self, book: Workbook, name: str, headers: Sequence[str]) -> None:
        self.book, self.name, self.headers = book, name, headers
        self.bold = book.add_format({"bold": True, "bg_color": "#EEEEEE"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self.sheets = 0
        self.sheet: Worksheet | None = None
        self.row = 0
        self.count = 0

    def begin(self) -> Worksheet:
        self.sheets += 1
        name = self.name if self.sheets == 1 else f"{self.name[:26]}_{self.sheets}"
        self.sheet = self.book.add_worksheet(name)
        for column, header in enumerate(self.headers):
            self.sheet.write_string(0, column, header, self.bold)
        self.sheet.freeze_panes(1, 0)
        self.row = 0
        return self.sheet

    def write(self, row: Sequence[Any]) -> None:
        sheet = self.sheet
        if sheet is None or self.row >= _MOST_ROWS:
            sheet = self.begin()
        self.row += 1
        self.count += 1
        for column, value in enumerate(row):
            self._cell(sheet, column, value)

    def _cell(self, sheet: Worksheet, column: int, value: Any) -> None:
        if value is None or value == "":
            return
        if isinstance(value, bool):
            sheet.write_string(self.row, column, "是" if value else "否")
        elif isinstance(value, int | Decimal):
            self._number(sheet, column, value)
        elif isinstance(value, float):
            sheet.write_number(self.row, column, value)
        elif isinstance(value, date):
            shown, shape = _dated(value, self.day, self.moment)
            sheet.write_datetime(self.row, column, shown, shape)
        else:
            sheet.write_string(self.row, column, str(value)[:_MOST_CHARACTERS])

    def _number(self, sheet: Worksheet, column: int, value: int | Decimal) -> None:
        exact = Decimal(value)
        if not exact.is_finite() or len(exact.normalize().as_tuple().digits) > _EXACT_DIGITS:
            sheet.write_string(self.row, column, f"{exact:f}")
        else:
            sheet.write_number(self.row, column, float(exact))


def _dated(value: date, day: Format, moment: Format) -> tuple[date, Format]:
    if isinstance(value, datetime):
        return value.replace(tzinfo=None), moment
    return value, day


def _sheet_name(title: str) -> str:
    """A name that spreadsheets allow: no []:*?/\\ and at most 31 characters."""
    return re.sub(r"[\[\]:*?/\\']", " ", title).strip()[:31] or "数据"
