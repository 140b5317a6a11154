"""Files as people send them, and as nobody should."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from gaodi.engines.tabular import Field, FieldType, Layout, ParsedRow, find_header, open_table, read_rows

LOANS = Layout(
    code="loan",
    label="贷款",
    fields=(
        Field("party_code", "统一社会信用代码", FieldType.CREDIT_CODE, required=True, aliases=("信用代码",)),
        Field("amount", "金额", FieldType.YUAN, required=True, low=0, high=10**12, unit="元"),
        Field("drawn_on", "放款日", FieldType.DAY),
        Field("share", "比例", FieldType.FRACTION, low=0, high=1),
        Field("note", "备注", FieldType.TEXT, length=100),
    ),
)
CODE = "91370302MA9QH0173K"
HEADER = ("统一社会信用代码", "金额（元）", "放款日", "比例", "备注")

_SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'


def book(path: Path, *rows: Sequence[Any], names: Iterable[str] = ("数据",)) -> Path:
    """A workbook whose last sheet holds the rows."""
    with xlsxwriter.Workbook(path) as made:
        sheet = None
        for name in names:
            sheet = made.add_worksheet(name)
        assert sheet is not None
        day = made.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                shape = day if hasattr(value, "isoformat") else None
                sheet.write(number, column, value, shape)
    return path


def replaced(path: Path, parts: dict[str, bytes]) -> Path:
    """The workbook with some parts put in place of its own."""
    with zipfile.ZipFile(path) as old:
        kept = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in (kept | parts).items():
            new.writestr(name, data)
    return path


def with_sheet(path: Path, rows: str) -> Path:
    """A workbook with this text between the tags of its sheet's data."""
    return replaced(book(path, HEADER), {"xl/worksheets/sheet1.xml": _SHEET.format(rows).encode()})


def text(path: Path, content: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(content.encode(encoding))
    return path


def read(path: Path, layout: Layout = LOANS, **asked: Any) -> list[ParsedRow]:
    """Every row of the file."""
    file = open_table(path)
    header = find_header(file, layout, **asked)
    assert header.is_usable, [problem.says() for problem in header.problems]
    return list(read_rows(file, layout, header))
