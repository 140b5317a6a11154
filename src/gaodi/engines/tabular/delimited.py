"""Text tables: commas, semicolons, tabs or bars between cells, in the encodings that office programs write."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import TextIO

from gaodi.engines.tabular.cell import Limits, RawRow
from gaodi.engines.tabular.problems import CellProblem, Severity, Unreadable, shorten

DELIMITERS = {",": "逗号", ";": "分号", "\t": "制表符", "|": "竖线"}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 2**20
_SAMPLE_ROWS = 50


def find_encoding(path: Path) -> str:
    """The encoding in which the whole file reads best: by its mark, else UTF-8, UTF-16 or GB18030.

    Bytes that do not fit stay as � in their cell, which is then refused by itself.
    """
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if not head.strip():
        raise Unreadable("empty", "文件是空的，请核对后再上传")
    if wide := _wide(head):
        return wide
    if _decodes(path, "utf-8"):
        return "utf-8"
    wrong = {name: head.decode(name, "replace").count("�") for name in ("utf-8", "gb18030")}
    return min(wrong, key=lambda name: wrong[name])


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark shows as zero bytes on one side of nearly every ASCII character."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) * 10 < len(head):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file, suppress(UnicodeDecodeError):
        while chunk := file.read(_SAMPLE):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
        return True
    return False


def open_text(path: Path, encoding: str) -> TextIO:
    """The text with its line ends as they are, so that quoted cells keep theirs."""
    return path.open(encoding=encoding, errors="replace", newline="")


def bounded_lines(file: TextIO, most: int, too_long: Callable[[], None]) -> Iterator[str]:
    """Lines of at most `most` characters; what is longer is cut, told, and skipped to its end."""
    while line := file.readline(most):
        if len(line) < most or line[-1] in "\r\n":
            yield line
            continue
        too_long()
        while (rest := file.readline(most)) and len(rest) == most and rest[-1] not in "\r\n":
            pass
        yield line[:64].replace('"', "") + "\n"


def find_delimiter(path: Path, encoding: str) -> str:
    """The mark that cuts most of the first rows into the same number of cells."""
    with open_text(path, encoding) as file:
        text = file.read(_SAMPLE // 4)
    first = text.split("\n", 1)[0].strip()
    if first.lower().startswith("sep=") and first[4:5] in DELIMITERS:
        return first[4]
    scores = {mark: _score(text, mark) for mark in DELIMITERS}
    return max(scores, key=lambda mark: scores[mark])


def _score(text: str, mark: str) -> tuple[int, int]:
    """How many rows have the most common width, and that width; a width of one counts nothing."""
    widths: Counter[int] = Counter()
    with suppress(csv.Error):
        for row, _ in zip(
            csv.reader(StringIO(text, newline=""), delimiter=mark), range(_SAMPLE_ROWS), strict=False
        ):
            widths[len(row)] += 1
    widths.pop(0, None)
    widths.pop(1, None)
    width, rows = widths.most_common(1)[0] if widths else (1, 0)
    return rows, width


@dataclass
class DelimitedReader:
    """Rows of a text table."""

    path: Path
    encoding: str
    delimiter: str
    limits: Limits

    def rows(self, start: int = 1) -> Iterator[RawRow]:
        """Rows from number `start` on; a blank line counts as a row, as spreadsheets count it."""
        with open_text(self.path, self.encoding) as file:
            yield from self._rows(file, start)

    def _rows(self, file: TextIO, start: int) -> Iterator[RawRow]:
        long_lines: list[int] = []
        lines = bounded_lines(file, self.limits.row_bytes, lambda: long_lines.append(1))
        reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
        number = 0
        while True:
            number += 1
            if number > self.limits.rows:
                raise Unreadable("too_many_rows", f"超过 {self.limits.rows} 行，请拆成几个文件上传")
            row = self._next(reader, number)
            if row is None:
                return
            if long_lines:
                long_lines.clear()
                row = _odd(number, "line_too_long", "这一行过长，请删去长文本", row.cells)
            if number >= start:
                yield self._narrow(row)

    def _next(self, reader: Iterator[list[str]], number: int) -> RawRow | None:
        try:
            return RawRow(number, tuple(next(reader)))
        except StopIteration:
            return None
        except csv.Error as error:
            return _odd(number, "quotes", _words(str(error)), ())

    def _narrow(self, row: RawRow) -> RawRow:
        most = self.limits.columns
        if len(row.cells) <= most:
            return row
        words = f"这一行有 {len(row.cells)} 格，最多 {most} 格，请删去多余的列"
        return _odd(row.number, "too_many_columns", words, row.cells[:most])


def _odd(number: int, code: str, message: str, cells: tuple[object, ...]) -> RawRow:
    seen = shorten(cells[0]) if cells else ""
    problem = CellProblem(Severity.ERROR, code, message, row=number, value=seen)
    return RawRow(number, tuple(str(one) for one in cells), problem)


def _words(error: str) -> str:
    if "end of data" in error:
        return "文件在引号中间断开，末行不完整；请重新导出后再上传"
    if "field larger" in error:
        return "一格内容过长，或者引号没有闭合；请核对引号"
    return "引号使用有误：引号内的引号要写成两个，闭合后应紧跟分隔符；请核对这一行"
