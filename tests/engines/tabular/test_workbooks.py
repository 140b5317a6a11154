"""Workbooks: what Excel and WPS write is read, what nobody writes is refused in words."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest

from gaodi.engines.tabular import Limits, Unreadable, find_header, open_table, read_rows
from gaodi.engines.tabular.quick import quick_rows
from tests.engines.tabular.making import CODE, HEADER, LOANS, book, read, replaced, with_sheet


def test_days_percent_and_numbers_come_as_the_file_holds_them(tmp_path):
    made = book(tmp_path / "a.xlsx", HEADER, (CODE, 1234567.89, date(2024, 1, 31), "35%", "x"))

    (row,) = read(made)

    assert row.values["amount"] == Decimal("1234567.89")
    assert row.values["drawn_on"] == date(2024, 1, 31)
    assert row.values["share"] == Decimal("0.35")
    assert row.number == 2


def test_a_cell_shown_in_percent_is_a_share_even_under_a_header_in_percent(tmp_path):
    made = tmp_path / "a.xlsx"
    import xlsxwriter

    with xlsxwriter.Workbook(made) as out:
        sheet = out.add_worksheet()
        sheet.write_row(0, 0, ("信用代码", "金额", "比例（%）"))
        sheet.write_row(1, 0, (CODE, 1))
        sheet.write_number(1, 2, 0.35, out.add_format({"num_format": "0.00%"}))
        sheet.write_row(2, 0, (CODE, 1, 35))

    assert [row.values["share"] for row in read(made)] == [Decimal("0.35"), Decimal("0.35")]


def test_titles_and_a_unit_above_the_header_are_understood(tmp_path):
    made = book(
        tmp_path / "a.xlsx",
        ("贷款明细表",),
        ("单位：万元",),
        (),
        ("信用代码", "金额", "放款日"),
        (CODE, "1.5"),
    )

    file = open_table(made)
    header = find_header(file, LOANS)
    (row,) = read_rows(file, LOANS, header)

    assert header.row == 4
    assert "unit_of_table" in {problem.code for problem in header.problems}
    assert row.values["amount"] == Decimal("15000.00")


def test_a_header_of_two_rows_is_laid_together(tmp_path):
    made = book(
        tmp_path / "a.xlsx",
        ("统一社会信用代码", "放款", ""),
        ("", "金额（万元）", "放款日"),
        (CODE, 2, "2024-01-31"),
    )

    (row,) = read(made)

    assert (row.number, row.values["amount"]) == (3, Decimal(20000))


def test_the_first_sheet_that_fits_is_taken_and_hidden_ones_are_told(tmp_path):
    made = book(tmp_path / "a.xlsx", HEADER, (CODE, 1), names=("封面", "旧数据", "数据"))
    listed = (
        zipfile.ZipFile(made)
        .read("xl/workbook.xml")
        .replace(b'name="\xe6\x97\xa7', b'state="hidden" name="\xe6\x97\xa7')
    )
    replaced(made, {"xl/workbook.xml": listed})

    header = find_header(open_table(made), LOANS)

    assert header.sheet == "数据"
    assert "旧数据" in next(one.message for one in header.problems if one.code == "hidden_sheet")


def test_reading_goes_on_from_any_row(tmp_path):
    made = book(tmp_path / "a.xlsx", HEADER, *[(CODE, number) for number in range(2, 200)])
    file = open_table(made)
    header = find_header(file, LOANS)

    rest = list(read_rows(file, LOANS, header, start=150))

    assert [rest[0].number, rest[0].values["amount"], len(rest)] == [150, 150, 50]


def test_failed_formulas_and_formulas_without_result_are_problems_of_their_cells(tmp_path):
    made = with_sheet(
        tmp_path / "a.xlsx",
        '<row r="1"><c r="A1" t="str"><v>信用代码</v></c><c r="B1" t="str"><v>金额</v></c></row>'
        f'<row r="2"><c r="A2" t="str"><v>{CODE}</v></c><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
        f'<row r="3"><c r="A3" t="str"><v>{CODE}</v></c><c r="B3"><f>B2</f></c></row>'
        f'<row r="4"><c r="A4" t="str"><v>{CODE}</v></c><c r="B4"><f>1+1</f><v>2</v></c></row>',
    )

    rows = read(made)

    assert [row.is_good for row in rows] == [False, False, True]
    assert rows[0].problems[
        0
    ].says() == "工作表“数据”第 2 行“金额”：公式出错，没有结果；请改成数值（此处为“#DIV/0!”）".replace(
        "数据", open_table(made).sheets[0].name
    )


def test_prefixed_names_and_gaps_are_read(tmp_path):
    made = book(tmp_path / "a.xlsx", HEADER)
    sheet = (
        '<x:worksheet xmlns:x="urn:a"><x:sheetData><x:row r="3"><x:c r="A3" t="inlineStr"><x:is><x:t>信用代码</x:t></x:is></x:c>'
        '<x:c r="D3" t="inlineStr"><x:is><x:r><x:t>金</x:t></x:r><x:r><x:t>额</x:t></x:r></x:is></x:c></x:row>'
        f'<x:row r="9"><x:c r="A9" t="str"><x:v>{CODE}</x:v></x:c><x:c r="D9"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )

    (row,) = read(replaced(made, {"xl/worksheets/sheet1.xml": sheet.encode()}))

    assert (row.number, row.values["amount"]) == (9, 5)


def test_rows_found_quickly_are_those_that_the_parser_finds(tmp_path, monkeypatch):
    rows = [
        (CODE, 12.5, date(2024, 1, 31), "35%", "<b>&amp; 引“号” \n"),
        ("", None, 1e-7, "-", " x "),
        (),
        (True, "", "'", 3),
    ]
    file = open_table(book(tmp_path / "a.xlsx", HEADER, *rows))
    quick = list(file.rows())

    monkeypatch.setattr("gaodi.engines.tabular.sheet.quick_rows", lambda run: None)

    assert quick == list(file.rows())


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1"><f>1</f><v>2</v></c>',
        '<c r="A1" t="str"><v></v></c>',
        "<c><v>1</v></c>",
        '<c t="n" r="A1"><v>1</v></c>',
        '<c r="A1"><!-- <v>1</v> --></c>',
        '<c r="A1" t="str"><v><![CDATA[<c r="B1"><v>1</v></c>]]></v></c>',
        '<d><c r="A1"><v>1</v></c></d>',
    ],
)
def test_what_is_written_another_way_is_left_to_the_parser(cell):
    assert quick_rows(f'<row r="1">{cell}</row>'.encode()) is None


def refused(path, name=""):
    with pytest.raises(Unreadable) as caught:
        file = open_table(path, name)
        for _ in read_rows(file, LOANS, find_header(file, LOANS)):
            pass
    return caught.value.code


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    made = book(tmp_path / "a.xlsx", HEADER)

    assert refused(replaced(made, {"xl/worksheets/sheet1.xml": b" " * (40 * 2**20)})) == "bomb"


def test_more_parts_than_any_workbook_has_are_refused(tmp_path):
    made = book(tmp_path / "a.xlsx", HEADER)

    assert refused(replaced(made, {f"xl/media/{n}.png": b"" for n in range(1200)})) == "bomb"


def test_more_than_the_limit_unpacked_is_refused(tmp_path):
    made = book(tmp_path / "a.xlsx", HEADER)

    with pytest.raises(Unreadable, match="展开后过大"):
        open_table(made, limits=Limits(unpacked=100))


def test_entities_are_refused(tmp_path):
    made = book(tmp_path / "a.xlsx", HEADER)
    evil = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData><row r="1"/></sheetData></worksheet>'

    assert refused(replaced(made, {"xl/worksheets/sheet1.xml": evil})) == "bomb"
    assert (
        refused(replaced(made, {"xl/workbook.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><workbook/>'})) == "bomb"
    )


def test_macros_passwords_and_old_formats_are_refused_in_words(tmp_path):
    made = book(tmp_path / "a.xlsx", HEADER)
    old = tmp_path / "b.xlsx"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    locked = tmp_path / "c.xlsx"
    locked.write_bytes(old.read_bytes() + "EncryptedPackage".encode("utf-16-le"))

    assert refused(made, "a.xlsm") == "macros"
    assert refused(old) == "old_format"
    assert refused(locked) == "encrypted"
    assert refused(replaced(made, {"xl/vbaProject.bin": b"x"})) == "macros"


def test_a_wrong_ending_is_refused(tmp_path):
    made = book(tmp_path / "a.xlsx", HEADER)
    plain = tmp_path / "b.xlsx"
    plain.write_text("a,b\n1,2\n")

    assert refused(made, "a.csv") == "wrong_ending"
    assert refused(plain) == "not_xlsx"
    assert refused(plain, "b.pdf") == "unknown_format"


@pytest.mark.parametrize("kept", [10, 300, 2000])
def test_a_torn_workbook_is_refused(tmp_path, kept):
    made = book(tmp_path / "a.xlsx", HEADER, *[(CODE, n) for n in range(100)])
    made.write_bytes(made.read_bytes()[:kept])

    assert refused(made) == "torn"


def test_a_damaged_part_is_refused(tmp_path):
    made = book(tmp_path / "a.xlsx", HEADER, *[(CODE, n) for n in range(500)])
    data = bytearray(made.read_bytes())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        start = archive.getinfo("xl/worksheets/sheet1.xml").header_offset + 200
    data[start : start + 50] = b"\xff" * 50
    made.write_bytes(bytes(data))

    assert refused(made) == "torn"


def test_a_cell_of_ten_megabytes_is_refused(tmp_path):
    rows = (
        '<row r="1"><c r="A1" t="str"><v>'
        + "".join(chr(0x4E00 + n % 5000) for n in range(3_400_000))
        + "</v></c></row>"
    )

    assert refused(with_sheet(tmp_path / "a.xlsx", rows)) == "row_too_long"


def test_far_cells_cost_nothing_and_too_many_columns_are_told(tmp_path):
    made = with_sheet(
        tmp_path / "a.xlsx",
        '<row r="1"><c r="A1" t="str"><v>信用代码</v></c><c r="XFD1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>',
    )

    header = find_header(open_table(made), LOANS)

    assert "too_many_columns" in {problem.code for problem in header.problems}


def test_rows_out_of_order_are_refused(tmp_path):
    assert refused(with_sheet(tmp_path / "a.xlsx", '<row r="5"/><row r="2"/>')) == "torn"
