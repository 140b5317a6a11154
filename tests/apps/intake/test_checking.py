"""Files are read to their end, and everything that is wrong in them is named with its row."""

from __future__ import annotations

import pytest
from django.db import connection

from gaodi.apps.intake.models import IntakeFile, IntakeProblem, StagedRow
from gaodi.apps.intake.services import checking, findings, joining
from gaodi.apps.intake.services.refusals import FileHasProblems
from gaodi.apps.registry.models import Holding, Party, Statement
from tests.apps.intake.files import HEADERS, code_of, make_coded_company, statements


def says(file):
    return [(one.row, one.code) for one in file.found.filter(severity="problem").order_by("row")]


def test_every_bad_row_is_named(desk, company):
    text = statements(
        (company, 2023, "1000", "10"), (company, 2024, "一千", "10"), (code_of("MA0A0009"), 2024, "1", "1")
    )

    file = desk.bring(text)

    assert [row for row, _ in says(file)] == [3, 4]
    assert (file.state, file.problems) == ("checked", 2)
    assert "平台没有此代码的主体" in file.found.get(code="unknown_code").message


def test_a_file_with_problems_is_not_applied(desk, company):
    file = desk.bring(statements((company, 2023, "1000", "10"), (company, 2024, "x", "10")))

    with pytest.raises(FileHasProblems):
        desk.confirm(file)

    assert not Statement.objects.exists()


def test_contradictory_rows_are_named_together(desk, company):
    file = desk.bring(statements((company, 2024, "1000", "10"), (company, 2024, "2000", "10")))

    problem = file.found.get(severity="problem")
    assert (problem.code, problem.message) == (
        "contradiction",
        "第 2、3 行说的是同一件事，内容却不一致；请只留下正确的一行。",
    )


def test_identical_rows_warn_and_count_once(desk, company):
    file = desk.take_in(statements((company, 2024, "1000", "10"), (company, 2024, "1000", "10")))

    assert (file.state, file.warnings, file.rows_new) == ("applied", 1, 1)
    assert Statement.objects.count() == 1


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04 torn in the middle", b"\x00" * 500],
    ids=["torn archive", "zeros"],
)
def test_torn_workbook_is_refused_with_words(desk, content):
    file = desk.bring(content, name="报表.xlsx")

    assert file.state == "refused"
    assert file.says


def test_file_without_rows_is_a_problem(desk):
    file = desk.bring(HEADERS + "\n")

    assert file.problems == 1
    assert not StagedRow.objects.filter(file=file).exists()


def test_file_with_a_strange_header_can_be_mapped(desk, company):
    text = statements((company, 2024, "1000", "10")).replace("期间末日", "截止到哪天")

    file = desk.bring(text)
    again = desk.bring(text + "\n", mapping=dict(file.mapping) | {"截止到哪天": "period_end"})

    assert file.problems
    assert (again.problems, again.rows_new) == (0, 1)


def test_problems_are_kept_up_to_a_number_and_all_counted(desk, company, monkeypatch):
    monkeypatch.setattr(findings, "MOST_KEPT", 3)

    file = desk.bring(statements(*((company, 2000 + n, "x", "1") for n in range(9))))

    assert file.problems == 9
    assert IntakeProblem.objects.filter(file=file).count() == 3


def test_killed_check_goes_on_at_the_last_chunk(desk, company, monkeypatch):
    monkeypatch.setattr(checking, "CHUNK", 2)
    file = desk.receive(statements(*((company, 2010 + n, "1000", n) for n in range(7))))
    real, calls = checking.stage, []

    def dies_at_the_third(*args):
        calls.append(args)
        if len(calls) == 3:
            raise RuntimeError("killed")
        real(*args)

    monkeypatch.setattr(checking, "stage", dies_at_the_third)
    with pytest.raises(RuntimeError, match="killed"):
        desk.check(file)
    kept = IntakeFile.objects.get(pk=file.pk)
    done = desk.check(file)

    assert (kept.rows_done, kept.last_row) == (4, 5)
    assert (done.rows_done, done.rows_new, done.state) == (7, 7, "checked")
    assert StagedRow.objects.filter(file=file).count() == 7
    assert len(calls) == 5


def test_unmentioned_columns_keep_what_was_known(desk, company):
    desk.take_in(statements((company, 2024, "1000", "10")))

    desk.take_in(f"统一社会信用代码,期间,期间末日,净利润\n{company.credit_code},年度,2024-12-31,20\n")

    row = Statement.objects.get(known_to=None)
    assert (row.revenue_yuan, row.net_profit_yuan) == (1000, 20)


def test_new_company_comes_with_name_and_record(desk):
    code = code_of("MA0B0001")

    file = desk.take_in(
        "统一社会信用代码,企业名称,生效日期,统计归属,登记状态\n" + f"{code},山东试砚材料有限公司,2015-03-01,淄川区,存续\n",
        kind="company", door="business_register",
    )  # fmt: skip

    party = Party.objects.get(credit_code=code)
    assert (file.new_parties, party.name, party.kind) == (1, "山东试砚材料有限公司", "company")
    assert party.names.get().kind == "registered"
    assert party.company_records.get().reporting_unit == "zichuan"


def test_same_name_at_the_same_company_is_the_same_person(desk, company):
    other = make_coded_company("MA0A0002")
    head = "统一社会信用代码,股东名称,股东类别,身份,出资比例,取得日期\n"
    rows = [f"{one.credit_code},王砚,自然人,股东,60%,2015-03-01\n" for one in (company, other)]
    door = {"kind": "holding", "door": "business_register"}

    desk.take_in(head + rows[0], **door)
    file = desk.take_in(head + rows[0].replace("60%", "50%").replace("2015", "2020") + rows[1], **door)

    holders = Holding.objects.filter(known_to=None, company=company)
    assert (file.new_parties, file.rows_ended) == (1, 1)
    assert holders.values("holder").distinct().count() == 1
    assert sorted(str(row.valid_to) for row in holders) == ["2020-03-01", "None"]


def test_rows_of_one_holding_with_different_days_follow_one_another(desk, company):
    head = "统一社会信用代码,股东名称,股东类别,身份,出资比例,取得日期\n"
    rows = [
        f"{company.credit_code},王砚,自然人,股东,{share}%,{year}-03-01\n"
        for share, year in ((60, 2015), (50, 2020))
    ]

    file = desk.take_in(head + "".join(rows), kind="holding", door="business_register")

    assert (file.problems, file.warnings, file.rows_new) == (0, 0, 2)
    held = Holding.objects.filter(company=company, known_to=None).order_by("valid_from")
    assert [str(row.valid_to) for row in held] == ["2020-03-01", "None"]


def test_large_files_are_joined_by_set_and_come_to_the_same(desk, company, monkeypatch):
    monkeypatch.setattr(joining, "SMALL", 0)
    head = "统一社会信用代码,股东名称,股东类别,身份,出资比例,取得日期\n"
    rows = [f"{company.credit_code},{name},自然人,股东,50%,2015-03-01\n" for name in ("王砚", "李砚")]

    statement = desk.take_in(statements((company, 2024, "1000", "10"), (company, 2024, "1000", "10")))
    holdings = desk.take_in(head + "".join(rows), kind="holding", door="business_register")

    assert (statement.rows_new, statement.warnings) == (1, 1)
    assert (holdings.rows_new, holdings.new_parties) == (2, 2)
    with connection.cursor() as cursor:
        cursor.execute("SHOW enable_nestloop")
        assert cursor.fetchone() == ("on",)
