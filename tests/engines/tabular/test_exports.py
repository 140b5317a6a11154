"""What is written out: exact, streamed, and never a formula."""

from __future__ import annotations

import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import pytest

from gaodi.engines.tabular import open_table, write_rows


def rows_of(path):
    return [row.cells for row in open_table(path).rows()]


def test_rows_come_back_as_they_were(tmp_path):
    made = tmp_path / "a.xlsx"
    row = ("淄博示例有限公司", Decimal("1234567.89"), date(2024, 1, 31), True, None, 7)

    count = write_rows(made, "企业", ["名称", "金额", "日期", "标志", "空", "数"], [row])

    assert count == 1
    assert rows_of(made)[1] == (
        "淄博示例有限公司",
        Decimal("1234567.89"),
        date(2024, 1, 31),
        "是",
        None,
        Decimal(7),
    )


@pytest.mark.parametrize(
    "text", ["=1+1", "+86 533", "-x", "@SUM(A1)", "=cmd|' /C calc'!A0", "{=1}", "http://a.b", "\t=1"]
)
def test_text_stays_text_whatever_it_begins_with(tmp_path, text):
    made = tmp_path / "a.xlsx"

    write_rows(made, "企业", [text], [[text]])

    assert b"<f>" not in zipfile.ZipFile(made).read("xl/worksheets/sheet1.xml")
    assert [row[0] for row in rows_of(made)] == [text, text]


def test_a_number_that_a_spreadsheet_would_cut_is_written_as_text(tmp_path):
    made = tmp_path / "a.xlsx"

    write_rows(made, "企业", ["数"], [[Decimal("12345678901234567.89")]])

    assert rows_of(made)[1] == ("12345678901234567.89",)


def test_an_empty_table_has_its_header_and_its_notes():
    made = BytesIO()

    count = write_rows(made, "a/b:c" * 20, ["名称"], [], notes=["截至 2024-12-31"])

    assert count == 0
    assert "截至 2024-12-31".encode() in zipfile.ZipFile(made).read("xl/worksheets/sheet2.xml")


def test_moments_are_written_as_they_stand(tmp_path):
    made = tmp_path / "a.xlsx"

    write_rows(made, "a", ["时间"], [[datetime(2024, 1, 31, 9, 30, tzinfo=UTC)]])

    assert rows_of(made)[1] == (date(2024, 1, 31),)
