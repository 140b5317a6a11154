"""Cells: what people type becomes the value that they mean, or words on what is unclear."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaodi.engines.tabular import (
    ErrorCell,
    Field,
    FieldType,
    find_header,
    open_table,
    parse_value,
    show_value,
    suggest_fields,
)
from gaodi.engines.tabular.numbers import quick_yuan, yuan_parser
from tests.engines.tabular.making import CODE, LOANS, text

YUAN = Field("amount", "金额", FieldType.YUAN)
SHARE = Field("share", "比例", FieldType.FRACTION)
DAY = Field("day", "日期", FieldType.DAY)
COUNT = Field("count", "人数", FieldType.COUNT, unit="人")
FLAG = Field("flag", "是否", FieldType.FLAG)
TEXT = Field("text", "文字", FieldType.TEXT, length=20)
CREDIT = Field("code", "代码", FieldType.CREDIT_CODE)
KIND = Field("kind", "类别", FieldType.CODE, vocabulary="kinds", spellings={"发明": "invention"})
KINDS = {"kinds": {"invention": ("发明专利", "发明类"), "design": "外观设计"}}


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        (YUAN, "１，２３４．５", Decimal("1234.5")),
        (YUAN, "(1,200.00)", Decimal("-1200")),
        (YUAN, "（300）", Decimal(-300)),
        (YUAN, "1.5 万元", Decimal(15000)),
        (YUAN, "0.12345678亿", Decimal("12345678")),
        (YUAN, "¥88.80", Decimal("88.8")),
        (YUAN, Decimal("1234567.8900000001"), Decimal("1234567.89")),
        (YUAN, Decimal("0.30000000000000004"), Decimal("0.30")),
        (YUAN, "1.2E+7", Decimal(12_000_000)),
        (SHARE, "35%", Decimal("0.35")),
        (SHARE, "35 ％", Decimal("0.35")),
        (SHARE, Decimal("0.35"), Decimal("0.35")),
        (DAY, "2024-01-31", date(2024, 1, 31)),
        (DAY, "2024/1/31 0:00:00", date(2024, 1, 31)),
        (DAY, "２０２４年１月３１日", date(2024, 1, 31)),
        (DAY, "20240131", date(2024, 1, 31)),
        (DAY, Decimal(45322), date(2024, 1, 31)),
        (COUNT, "1,200 人", 1200),
        (FLAG, "√", True),
        (FLAG, Decimal(1), True),
        (FLAG, "无", False),
        (CREDIT, " 91370302ma9qh0173k ", CODE),
        (KIND, "发明类", "invention"),
        (KIND, "发明", "invention"),
        (KIND, "design", "design"),
        (TEXT, Decimal("20240001"), "20240001"),
        (TEXT, "=1+1", "=1+1"),
        (TEXT, "—", None),
        (YUAN, "N/A", None),
        (YUAN, " ", None),
    ],
)
def test_a_cell_means(field, cell, value):
    assert parse_value(field, cell, KINDS) == (value, None)


@pytest.mark.parametrize(
    ("field", "cell", "code"),
    [
        (YUAN, "1234567.891", "below_fen"),
        (YUAN, Decimal("12.345"), "below_fen"),
        (YUAN, "大约三百万", "not_a_number"),
        (YUAN, "1,23,4", "not_a_number"),
        (YUAN, "NaN", "not_a_number"),
        (YUAN, "9" * 40, "too_many_digits"),
        (YUAN, ErrorCell("#REF!"), "failed_formula"),
        (YUAN, "#DIV/0!", "failed_formula"),
        (YUAN, True, "not_a_number"),
        (SHARE, "35", "ambiguous_fraction"),
        (DAY, "2024", "not_a_whole_day"),
        (DAY, Decimal(2024), "not_a_whole_day"),
        (DAY, "2024年1月", "not_a_whole_day"),
        (DAY, "2023-02-29", "impossible_day"),
        (DAY, "1899-12-31", "out_of_range"),
        (DAY, "昨天", "not_a_day"),
        (COUNT, "1.5", "not_whole"),
        (COUNT, "-1", "negative"),
        (FLAG, "也许", "not_a_flag"),
        (CREDIT, "9137030", "credit_code_length"),
        (CREDIT, Decimal("9.137E+17"), "code_as_number"),
        (CREDIT, "9.137E+17", "code_as_number"),
        (KIND, "发明专", "unknown_code"),
        (TEXT, "长" * 21, "too_long"),
        (TEXT, "a\u202eb", "control_character"),
        (TEXT, Decimal("370302199001011234"), "code_as_number"),
    ],
)
def test_what_is_unclear_is_refused_in_words(field, cell, code):
    value, problem = parse_value(field, cell, KINDS)

    assert value is None
    assert (problem.code, problem.blocks) == (code, True)
    assert problem.message


def test_a_wrong_check_digit_warns_and_keeps_the_code():
    value, problem = parse_value(CREDIT, CODE[:-1] + "A")

    assert value == CODE[:-1] + "A"
    assert not problem.blocks


def test_a_missing_required_value_is_told():
    assert parse_value(LOANS.field("amount"), None)[1].code == "missing"


def test_the_nearest_word_is_offered():
    assert "发明专利" in parse_value(KIND, "发明专", KINDS)[1].message


@given(st.decimals(min_value=-(10**13), max_value=10**13, places=2))
def test_amounts_come_back(amount):
    assert parse_value(YUAN, show_value(YUAN, amount)) == (amount, None)


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_an_amount_that_went_through_a_binary_fraction_comes_back(fen):
    exact = Decimal(fen).scaleb(-2)

    assert parse_value(YUAN, Decimal(repr(float(exact))))[0] == exact


@given(st.decimals(min_value=0, max_value=1, places=10))
def test_shares_come_back(share):
    assert parse_value(SHARE, show_value(SHARE, share)) == (share, None)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_days_come_back(day):
    assert parse_value(DAY, show_value(DAY, day)) == (day, None)


@given(st.one_of(st.text(max_size=60), st.decimals(), st.booleans(), st.none(), st.dates()))
def test_no_cell_breaks_a_parser(cell):
    for field in (
        YUAN,
        SHARE,
        DAY,
        COUNT,
        FLAG,
        TEXT,
        CREDIT,
        KIND,
        Field("y", "年", FieldType.YEAR),
        Field("n", "名", FieldType.PARTY_NAME),
    ):
        _, problem = parse_value(field, cell, KINDS)
        assert problem is None or problem.message


@pytest.mark.parametrize(
    ("header", "scale"),
    [
        ("金额", 1),
        ("金额（万元）", 10_000),
        ("金额(亿元)*", 10**8),
        ("金 额／千元", 1000),
        ("金额（单位：万元）", 10_000),
    ],
)
def test_a_unit_in_the_header_scales(tmp_path, header, scale):
    made = text(tmp_path / "a.csv", f"信用代码,{header}\n{CODE},1\n")

    column = find_header(open_table(made), LOANS).columns[1]

    assert (column.field, column.scale) == ("amount", scale)


def test_two_headers_for_one_field_and_a_missing_one_are_errors(tmp_path):
    made = text(tmp_path / "a.csv", "信用代码,统一社会信用代码,放款日\n")

    header = find_header(open_table(made), LOANS)

    assert [problem.code for problem in header.problems] == ["doubled", "missing_column"]


def test_unknown_columns_are_named_with_a_suggestion_and_ignored(tmp_path):
    made = text(tmp_path / "a.csv", "信用代码,金额,放款日期时间\n")

    header = find_header(open_table(made), LOANS)

    assert header.is_usable
    assert header.columns[2].suggestions == ("drawn_on",)
    assert suggest_fields(LOANS, "放款日期时间") == ("drawn_on",)


def test_a_saved_mapping_overrides(tmp_path):
    made = text(tmp_path / "a.csv", "主体,数额,金额\n")
    saved = {"主体": "party_code", "数额": "amount", "金额": ""}

    header = find_header(open_table(made), LOANS, saved=saved)

    assert header.is_usable
    assert header.as_mapping() == saved


@given(
    st.one_of(
        st.decimals(allow_nan=True, allow_infinity=True),
        st.decimals(min_value=-(10**12), max_value=10**12, places=2),
        st.decimals(min_value=-(10**6), max_value=10**6, places=2).map(str),
        st.text(alphabet="0123456789.-+eE ", max_size=8),
    )
)
def test_amounts_are_read_quickly_as_thoroughly(cell):
    limited = replace(YUAN, low=Decimal(-500), high=Decimal("99999.99"))
    value = quick_yuan(limited)(cell)

    assert value is None or (value == yuan_parser(limited)(cell, lambda code, words: None))
