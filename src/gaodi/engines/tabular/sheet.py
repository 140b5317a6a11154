"""The rows of one sheet of a workbook, streamed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from xml.etree.ElementTree import Element

from gaodi.engines.tabular.cell import Cell, ErrorCell, RawRow
from gaodi.engines.tabular.fragments import Run, runs
from gaodi.engines.tabular.problems import CellProblem, Severity, Unreadable
from gaodi.engines.tabular.quick import QuickCell, quick_rows
from gaodi.engines.tabular.workbook import NumberFormat, Sheet, Workbook, plain_text, text_of

_LAST_SERIAL = 2_958_465  # 9999-12-31
_DIGITS = re.compile(r"-?\d{1,24}(?:\.\d{1,24})?", re.ASCII)


def sheet_rows(workbook: Workbook, sheet: Sheet, start: int = 1) -> Iterator[RawRow]:
    """Rows from number `start` on; rows that the file leaves out are not yielded.

    Raises: Unreadable: damaged, or more rows than the limits allow.
    """
    reader = _CellReader(workbook, sheet.name)
    most = workbook.archive.limits.rows
    number = 0
    for run in runs(workbook.archive, sheet.part, "sheetData", "row"):
        if start > 1 and _ends_before(run.text, start):
            continue
        for row in reader.rows(run, number):
            number = row.number
            if number > most:
                raise Unreadable("too_many_rows", f"超过 {most} 行，请拆成几个文件上传")
            if number >= start:
                yield row


def _ends_before(run: bytes, start: int) -> bool:
    """Whether the run says by itself that all its rows come before `start`."""
    tail = run[run.rfind(b"<row ") :]
    given = re.match(rb'<row [^<>]*?\br="(\d{1,8})"', tail)
    return given is not None and int(given.group(1)) < start


def _number(row: Element, otherwise: int) -> int:
    given = row.get("r", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else otherwise


def _in_order(number: int, before: int) -> int:
    if number <= before:
        raise Unreadable("torn", "工作簿的行号不按顺序，请用 Excel 或 WPS 打开后另存为 .xlsx 再上传")
    return number


class _CellReader:
    """Turns cell elements into cells, with the workbook's texts and formats at hand."""

    def __init__(self, workbook: Workbook, sheet: str) -> None:
        self._sheet = sheet
        self._most = workbook.archive.limits.columns
        self._strings = workbook.strings
        self._day_styles = {str(n) for n, one in enumerate(workbook.formats) if one is NumberFormat.DAY}
        self._percent_styles = {
            str(n) for n, one in enumerate(workbook.formats) if one is NumberFormat.PERCENT
        }
        self._odd_styles = self._day_styles | self._percent_styles
        self._in_line = list(range(self._most))
        self._first_day = date(1904, 1, 1) if workbook.counts_from_1904 else date(1899, 12, 30)

    def rows(self, run: Run, before: int) -> Iterator[RawRow]:
        """The rows of a run that follows row `before`."""
        quick = quick_rows(run.text)
        if quick is None:
            for row in run.parse():
                before = _in_order(_number(row, before + 1), before)
                yield self._row(before, self._placed(row))
            return
        for number, cells in quick:
            before = _in_order(number, before)
            yield self._quick_row(before, cells)

    def _row(self, number: int, placed: Iterable[tuple[int, Cell]]) -> RawRow:
        cells: list[Cell] = []
        for column, cell in placed:
            if column == len(cells):
                cells.append(cell)
                continue
            if column >= self._most:
                break
            cells.extend([None] * (column + 1 - len(cells)))
            cells[column] = cell
        else:
            if len(cells) <= self._most:
                return RawRow(number, tuple(cells))
        words = f"超过 {self._most} 列，请删去多余的列"
        problem = CellProblem(Severity.ERROR, "too_many_columns", words, self._sheet, number)
        return RawRow(number, tuple(cells[: self._most]), problem)

    def _placed(self, row: Element) -> Iterator[tuple[int, Cell]]:
        following = 0
        for one in row:
            if one.tag == "c":
                place = one.get("r", "").rstrip("0123456789")
                column = column_of(place) if place else following
                following = column + 1
                yield column, self.cell(one)

    def _quick_row(self, number: int, found: list[QuickCell]) -> RawRow:
        """The same row as `_row` makes, at once where no column is left out and none is too many."""
        cells = [self._quick(style, kind, value, inline) for _, style, kind, value, inline in found]
        columns = [column_of(one[0]) for one in found]
        if columns == self._in_line[: len(cells)]:
            return RawRow(number, tuple(cells))
        return self._row(number, zip(columns, cells, strict=True))

    def _quick(self, style: str, kind: str, value: str, inline: str) -> Cell:
        if kind == "inlineStr":
            return plain_text(inline) if "_x" in inline else inline
        if not value:
            return None
        if (kind and kind != "n") or style in self._odd_styles or not _DIGITS.fullmatch(value):
            return self._typed(kind or "n", value, style)
        return Decimal(value)

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
