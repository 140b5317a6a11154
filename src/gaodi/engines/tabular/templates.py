"""Empty tables to be filled: headers, one example row, allowed codes, and a sheet that explains each column."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from gaodi.engines.tabular.fields import Field, FieldType, Layout, Vocabularies
from gaodi.engines.tabular.headers import NOTE_HEADER
from gaodi.engines.tabular.rows import EXAMPLE_MARK
from gaodi.engines.tabular.sheet import letters_of
from gaodi.engines.tabular.showing import shown_header
from gaodi.engines.tabular.words import known_codes

_CHECKED_ROWS = 20_000
_AS_TEXT = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
#: How a cell of each type is written, in words.
TYPE_WORDS = {
    FieldType.TEXT: "文字",
    FieldType.CODE: "选项",
    FieldType.DAY: "日期，如 2024-01-31",
    FieldType.YUAN: "金额，最多两位小数",
    FieldType.FRACTION: "比例，如 35% 或 0.35",
    FieldType.COUNT: "整数",
    FieldType.YEAR: "年份，如 2024",
    FieldType.FLAG: "是 或 否",
    FieldType.CREDIT_CODE: "18 位统一社会信用代码",
    FieldType.PARTY_NAME: "登记全称",
}


def write_template(layout: Layout, vocabularies: Vocabularies | None = None) -> bytes:
    """An .xlsx to be filled: sheet 数据 (header, example row), 填表说明 and 选项.

    Raises: KeyError: a vocabulary that the layout names is not given.
    """
    codes = codes_of(layout, vocabularies or {})
    target = BytesIO()
    book = Workbook(target, _AS_TEXT)
    data, explained, options = (book.add_worksheet(name) for name in ("数据", "填表说明", "选项"))
    _write_data(book, data, layout)
    _write_explanations(book, explained, layout, codes)
    _write_options(options, data, layout, codes)
    book.close()
    return target.getvalue()


def write_csv_template(layout: Layout) -> bytes:
    """The same header and example as UTF-8 with a mark, which spreadsheets open rightly."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([*(shown_header(field) for field in layout.fields), NOTE_HEADER])
    writer.writerow([*(field.example for field in layout.fields), EXAMPLE_MARK])
    return text.getvalue().encode("utf-8-sig")


def codes_of(layout: Layout, vocabularies: Vocabularies) -> dict[str, dict[str, str]]:
    """Label of each code of each field that has codes."""
    return {
        field.name: {code: words[0] for code, words in known_codes(field, vocabularies).items()}
        for field in layout.fields
        if field.type is FieldType.CODE
    }


def _write_data(book: Workbook, sheet: Worksheet, layout: Layout) -> None:
    optional = book.add_format({"bold": True, "bg_color": "#EEEEEE", "border": 1, "num_format": "@"})
    required = book.add_format({"bold": True, "bg_color": "#FCE8D5", "border": 1, "num_format": "@"})
    example = book.add_format({"italic": True, "font_color": "#777777", "num_format": "@"})
    for column, field in enumerate(layout.fields):
        header = shown_header(field)
        sheet.set_column(column, column, max(12, 2 * len(header) + 2), book.add_format(_shape(field)))
        sheet.write_string(0, column, header, required if field.required else optional)
        sheet.write_string(1, column, field.example, example)
    last = len(layout.fields)
    sheet.set_column(last, last, 24)
    sheet.write_string(0, last, NOTE_HEADER, optional)
    sheet.write_string(1, last, EXAMPLE_MARK, example)
    sheet.freeze_panes(1, 0)


def _shape(field: Field) -> dict[str, str]:
    shapes = {
        FieldType.YUAN: "#,##0.00",
        FieldType.DAY: "yyyy-mm-dd",
        FieldType.FRACTION: "0.00##%",
        FieldType.COUNT: "0",
        FieldType.YEAR: "0",
    }
    return {"num_format": shapes.get(field.type, "@")}


def _write_explanations(
    book: Workbook, sheet: Worksheet, layout: Layout, codes: dict[str, dict[str, str]]
) -> None:
    bold = book.add_format({"bold": True, "bg_color": "#EEEEEE", "border": 1})
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 5, 22)
    sheet.write_string(0, 0, layout.label, bold)
    sheet.write_string(0, 1, layout.help)
    for column, word in enumerate(("列", "必填", "填法", "单位", "可填内容", "说明")):
        sheet.write_string(2, column, word, bold)
    for row, field in enumerate(layout.fields, start=3):
        allowed = "、".join(codes.get(field.name, {}).values())
        cells = (
            field.label,
            "必填" if field.required else "",
            TYPE_WORDS[field.type],
            field.unit,
            allowed[:500],
            field.note,
        )
        for column, word in enumerate(cells):
            sheet.write_string(row, column, word)


def _write_options(
    sheet: Worksheet, data: Worksheet, layout: Layout, codes: dict[str, dict[str, str]]
) -> None:
    """Lists stand on a sheet of their own: a list inside a validation may have 255 characters only."""
    column = 0
    for index, field in enumerate(layout.fields):
        words = ["是", "否"] if field.type is FieldType.FLAG else list(codes.get(field.name, {}).values())
        if not words:
            continue
        sheet.write_column(0, column, [field.label, *words])
        letter = letters_of(column)
        data.data_validation(
            1,
            index,
            _CHECKED_ROWS,
            index,
            {
                "validate": "list",
                "source": f"=选项!${letter}$2:${letter}${len(words) + 1}",
                "error_type": "warning",
                "error_title": "不在选项内",
                "error_message": "请从下拉列表中选择",
            },
        )
        column += 1
