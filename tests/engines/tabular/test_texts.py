"""Text tables and JSON lines: every encoding that offices use, every way to be torn."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from gaodi.engines.tabular import Limits, Unreadable, find_header, open_table, read_rows
from tests.engines.tabular.making import CODE, HEADER, LOANS, read, text

TABLE = f"{','.join(HEADER)}\n{CODE},12.50,2024-01-31,35%,好\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encodings_and_delimiters_are_found(tmp_path, encoding, delimiter):
    made = text(tmp_path / "a.csv", TABLE.replace(",", delimiter), encoding)

    (row,) = read(made)

    assert row.is_good
    assert (row.values["amount"], row.values["note"]) == (Decimal("12.50"), "好")


def test_quotes_hold_delimiters_line_ends_and_quotes(tmp_path):
    made = text(
        tmp_path / "a.csv", f'{",".join(HEADER)}\r\n{CODE},"1,234.5",,,"一，\n""二"",三"\r{CODE},2,,,\n'
    )

    first, second = read(made)

    assert first.values["amount"] == Decimal("1234.5")
    assert first.values["note"] == '一， "二",三'
    assert (second.number, second.values["amount"]) == (3, 2)


def test_too_few_and_too_many_cells_are_problems_of_their_rows(tmp_path):
    made = text(tmp_path / "a.csv", f"{TABLE}{CODE},1\n{CODE},1,000,2024-01-31,,备注\n{CODE},3,,,,,\n")

    rows = read(made)

    assert [[problem.code for problem in row.problems] for row in rows] == [
        [],
        ["too_few_cells"],
        ["too_many_cells"],
        [],
    ]


def test_a_torn_last_line_is_told(tmp_path):
    made = text(tmp_path / "a.csv", f'{TABLE}{CODE},12,2024-01-31,,"半')

    assert read(made)[-1].problems[0].code == "quotes"


def test_control_characters_and_turned_writing_are_refused(tmp_path):
    made = text(tmp_path / "a.csv", f"{TABLE}{CODE},1,,,a\0b\n{CODE},1,,,a\u202eb\n")

    assert [row.is_good for row in read(made)] == [True, False, False]


def test_bytes_that_do_not_decode_spoil_their_cell_only(tmp_path):
    made = tmp_path / "a.csv"
    made.write_bytes(TABLE.encode() + f"{CODE},1,,,坏".encode()[:-1] + b"\n" + f"{CODE},2,,,好\n".encode())

    assert [row.is_good for row in read(made)] == [True, False, True]


def test_a_cell_of_ten_megabytes_and_a_line_without_end_stay_bounded(tmp_path):
    made = text(tmp_path / "a.csv", f"{TABLE}{CODE},1,,,{'长' * 3_500_000}\n{CODE},2,,,\n")

    rows = read(made)

    assert [row.is_good for row in rows] == [True, False, True]
    assert max(len(problem.value) for problem in rows[1].problems) <= 40


def test_seventeen_thousand_columns_are_refused(tmp_path):
    made = text(tmp_path / "a.csv", ",".join(f"列{n}" for n in range(17_000)) + "\n")

    header = find_header(open_table(made), LOANS)

    assert not header.is_usable


def test_an_empty_file_a_web_page_and_too_many_rows_are_refused(tmp_path):
    page = text(tmp_path / "b.csv", "<html><table><tr><td>1</td></tr></table></html>")

    with pytest.raises(Unreadable, match="空"):
        open_table(text(tmp_path / "a.csv", ""))
    with pytest.raises(Unreadable, match="网页"):
        open_table(page)
    with pytest.raises(Unreadable, match="超过 2 行"):
        list(open_table(text(tmp_path / "c.csv", "a,b\n" * 5), limits=Limits(rows=2)).rows())


def test_reading_a_text_goes_on_from_any_row(tmp_path):
    made = text(tmp_path / "a.csv", TABLE + "".join(f"{CODE},{n},,,\n" for n in range(3, 100)))
    file = open_table(made)

    rest = list(read_rows(file, LOANS, find_header(file, LOANS), start=50))

    assert (rest[0].number, rest[0].values["amount"]) == (50, 50)


def line(**values):
    return json.dumps({"统一社会信用代码": CODE, "金额": 1, **values}, ensure_ascii=False)


def test_json_lines_are_read(tmp_path):
    made = text(tmp_path / "a.jsonl", f"{line(备注='一')}\n\n{line(金额=12.5)}\r\n")

    first, second = read(made)

    assert (first.number, first.values["note"]) == (1, "一")
    assert (second.number, second.values["amount"]) == (3, Decimal("12.5"))


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        ('{"金额": 1, "金额": 2}', "duplicate_key"),
        ('{"金额": NaN}', "not_a_number"),
        ('{"金额": {"元": 1}}', "nested"),
        ('{"金额": [1]}', "nested"),
        ("[1, 2]", "not_object"),
        ('{"金额": 1', "torn_line"),
        ("[" * 100_000, "torn_line"),
    ],
)
def test_a_bad_json_line_is_told_and_the_next_is_read(tmp_path, bad, code):
    made = text(tmp_path / "a.jsonl", f"{line()}\n{bad}\n{line()}\n")

    rows = read(made)

    assert [[problem.code for problem in row.problems] for row in rows] == [[], [code], []]


def test_huge_integers_and_exponents_are_refused_in_words(tmp_path):
    huge = line().replace("1}", "9" * 6000 + "}")
    steep = line().replace("1}", "1e999999999}")
    made = text(tmp_path / "a.jsonl", f"{line()}\n{huge}\n{steep}\n")

    assert [row.is_good for row in read(made)] == [True, False, False]


def test_a_key_that_comes_late_is_never_lost_in_silence(tmp_path):
    made = text(
        tmp_path / "a.jsonl",
        "".join(f"{line()}\n" for _ in range(250)) + f"{line(备注='晚')}\n{line(其他='晚')}\n",
    )

    rows = read(made)

    assert (rows[250].is_good, rows[251].is_good) == (False, True)
    assert rows[251].problems[0].code == "ignored_column"


def test_a_json_array_is_refused(tmp_path):
    with pytest.raises(Unreadable, match="每行一个对象"):
        open_table(text(tmp_path / "a.json", f"[{line()}]"))
