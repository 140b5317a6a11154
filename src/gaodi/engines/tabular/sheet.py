"""The rows of one sheet of a workbook, streamed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from xml.etree.ElementTree import Element

from gaodi.engines.tabular.cell import Cell, ErrorCell, RawRow
from gaodi.engines.tabular.fragments import elements
from gaodi.engines.tabular.problems import CellProblem, Severity, Unreadable
from gaodi.engines.tabular.workbook import NumberFormat, Sheet, Workbook, text_of

_LAST_SERIAL = 2_958_465  # 9999-12-31


def sheet_rows(workbook: Workbook, sheet: Sheet, start: int = 1) -> Iterator[RawRow]:
    """Rows from number `start` on; rows that the file leaves out are not yielded.

    Raises: Unreadable: damaged, or more rows than the limits allow.
    """
    reader = _CellReader(workbook)
    most = workbook.archive.limits
    number = 0
    skip = None if start <= 1 else lambda run: _ends_before(run, start)
    for run in elements(workbook.archive, sheet.part, "sheetData", "row", skip):
        for row in run:
            number = _next_number(row, number)
            if number > most.rows:
                raise Unreadable("too_many_rows", f"超过 {most.rows} 行，请拆成几个文件上传")
            if number >= start:
                yield reader.row(row, number, sheet.name, most.columns)


def _ends_before(run: bytes, start: int) -> bool:
    """Whether the run says by itself that all its rows come before `start`."""
    tail = run[run.rfind(b"<row ") :]
    given = re.match(rb'<row [^<>]*?\br="(\d{1,8})"', tail)
    return given is not None and int(given.group(1)) < start


def _number(row: Element, otherwise: int) -> int:
    given = row.get("r", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else otherwise


def _next_number(row: Element, before: int) -> int:
    number = _number(row, before + 1)
    if number <= before:
        raise Unreadable("torn", "工作簿的行号不按顺序，请用 Excel 或 WPS 打开后另存为 .xlsx 再上传")
    return number


class _CellReader:
    """Turns cell elements into cells, with the workbook's texts and formats at hand."""

    def __init__(self, workbook: Workbook) -> None:
        self._strings = workbook.strings
        self._day_styles = {str(n) for n, one in enumerate(workbook.formats) if one is NumberFormat.DAY}
        self._percent_styles = {
            str(n) for n, one in enumerate(workbook.formats) if one is NumberFormat.PERCENT
        }
        self._first_day = date(1904, 1, 1) if workbook.counts_from_1904 else date(1899, 12, 30)

    def row(self, row: Element, number: int, sheet: str, most: int) -> RawRow:
        cells: list[Cell] = []
        problem = None
        for one in row:
            if one.tag != "c":
                continue
            column = column_of(one.get("r", "").rstrip("0123456789")) if "r" in one.attrib else len(cells)
            if column >= most:
                problem = CellProblem(
                    Severity.ERROR, "too_many_columns", f"超过 {most} 列，请删去多余的列", sheet, number
                )
                break
            if column == len(cells):
                cells.append(self.cell(one))
                continue
            cells.extend([None] * (column + 1 - len(cells)))
            cells[column] = self.cell(one)
        return RawRow(number, tuple(cells), problem)

    def cell(self, one: Element) -> Cell:
        kind = one.get("t", "n")
        if kind == "inlineStr":
            inline = one.find("is")
            return text_of(inline) if inline is not None else None
        value = one.find("v")
        if value is None or value.text is None:
            return ErrorCell("公式没有结果") if one.find("f") is not None and kind != "str" else None
        return self._typed(kind, value.text, one.get("s", ""))

    def _typed(self, kind: str, text: str, style: str) -> Cell:
        if kind == "n":
            return self._number(text, style)
        if kind == "s":
            return self._shared(text)
        if kind == "b":
            return text.strip() in ("1", "true")
        if kind == "e":
            return ErrorCell(text)
        return text

    def _shared(self, text: str) -> Cell:
        try:
            return self._strings[int(text)] if not text.startswith("-") else ErrorCell("#文字缺失")
        except (ValueError, IndexError):
            return ErrorCell("#文字缺失")

    def _number(self, text: str, style: str) -> Cell:
        try:
            number = Decimal(text)
        except InvalidOperation:
            return text
        if style in self._day_styles and 1 <= number <= _LAST_SERIAL and number != 60:
            return day_of_serial(int(number), self._first_day)
        if style in self._percent_styles and number.is_finite() and abs(number.adjusted()) < 20:
            return f"{number.scaleb(2):f}%"
        return number


def day_of_serial(serial: int, first: date = date(1899, 12, 30)) -> date:
    """The day of a spreadsheet's number; before 1900-03-01 spreadsheets count a 29 February that never was."""
    shift = 1 if first.year == 1899 and serial < 60 else 0
    return first + timedelta(days=serial + shift)


@lru_cache(maxsize=1024)
def column_of(letters: str) -> int:
    """A is 0, Z is 25, AA is 26.

    Raises: Unreadable: no letters of a column.
    """
    if not re.fullmatch(r"[A-Za-z]{1,3}", letters):
        raise Unreadable("torn", "工作簿的列号不合规范，请用 Excel 或 WPS 打开后另存为 .xlsx 再上传")
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return column - 1


def letters_of(column: int) -> str:
    """The inverse of `column_of`."""
    letters = ""
    column += 1
    while column:
        column, left = divmod(column - 1, 26)
        letters = chr(65 + left) + letters
    return letters
