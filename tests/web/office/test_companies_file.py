"""The workbook holds what the list holds, as its viewer may see it."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from gaodi.apps.registry.directory import lines as lines_module
from gaodi.apps.registry.models import Party
from gaodi.kernel.models import AuditRecord

FILE = "/office/companies/file/"


def _sheet(answer):
    book = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content)), read_only=True)
    return list(book["企业"].iter_rows(values_only=True)), book


def test_file_holds_the_rows_that_the_address_asks_for(city):
    answer = city.client("maker").get(FILE, {"units": "zichuan", "sort": "-revenue"})
    rows, book = _sheet(answer)

    assert answer["Content-Disposition"].endswith(".xlsx")
    assert city.on.isoformat() in answer["Content-Disposition"]
    assert "营业收入（万元）" in rows[0]
    assert {row[rows[0].index("区县")] for row in rows[1:]} == {"淄川区"}
    told = [row[0] for row in book["说明"].iter_rows(values_only=True)]
    assert "条件：区县：淄川区" in told


def test_taking_a_file_leaves_an_audit_line(city):
    city.client("maker").get(FILE, {"units": "zichuan"})

    line = AuditRecord.objects.filter(action="export_companies").latest("pk")
    assert line.detail["filters"] == {"units": ["zichuan"]}


def test_a_district_takes_its_own_firms_only(city):
    rows, _ = _sheet(city.client("district").get(FILE))

    assert {row[rows[0].index("区县")] for row in rows[1:]} == {"淄川区"}


def test_too_many_rows_are_refused_with_the_way_out(city, monkeypatch):
    monkeypatch.setattr(lines_module, "MOST_ROWS", 3)

    answer = city.client("maker").get(FILE, {"sort": "-revenue"}, follow=True)

    assert "请增加筛选条件后再导出" in answer.content.decode()
    assert not AuditRecord.objects.filter(action="export_companies").exists()


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "@SUM(1)", "-1+1"])
def test_names_never_become_formulas(name, city):
    Party.objects.filter(pk=city.flagship().pk).update(name=name)

    answer = city.client("maker").get(FILE, {"units": "zichuan"})
    book = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content)))
    cells = [row[0] for row in book["企业"].iter_rows()]

    assert name in [cell.value for cell in cells if cell.data_type == "s"]
    assert all(cell.data_type != "f" for row in book["企业"].iter_rows() for cell in row)
