"""Searching the audit, and proving it."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string

from gaodi.apps.accounts.audit_trail import SealState
from gaodi.kernel.audit import Broken, Verification
from gaodi.kernel.models import AuditRecord


def test_search_narrows_by_action_person_and_day(city):
    client = city.client("auditor")

    found = client.get("/office/audit/", {"action": "grant_seat", "actor": "demonstration"}).content.decode()
    none = client.get("/office/audit/", {"day": "2001-01-01"}).content.decode()

    assert "设置席位" in found
    assert "没有这样的记录" in none


@pytest.mark.parametrize("asked", ["9999-12-31", "1999-01-01", "2025-02-30", "明天"])
def test_day_that_cannot_be_used_finds_nothing_and_says_so(city, asked):
    answer = city.client("auditor").get("/office/audit/", {"day": asked})

    assert answer.context["page"].lines == ()
    assert answer.context["page"].day_wrong
    assert "不是 2000 年至 2099 年之间的日期，没有查找" in answer.content.decode()
    assert "日期不能用" in answer.content.decode()


def test_lines_call_units_and_system_actors_by_name(city):
    page = city.client("auditor").get("/office/audit/", {"action": "grant_seat"}).content.decode()

    assert "单位 市委金融办" in page
    assert "系统：演示准备" in page


def test_move_of_the_day_says_from_which_to_which(city):
    city.client("maker").post("/office/day/move/", {"to": "2025-12-25"})

    page = city.client("auditor").get("/office/audit/", {"action": "advance_day"}).context["page"]

    assert page.lines[0].detail == f"自 {city.on.isoformat()}，到 2025-12-25"


def test_line_shows_each_column_before_and_after(city):
    line = AuditRecord.objects.filter(kind="line", action="grant_seat").order_by("pk")[0]

    page = city.client("checker").get(f"/office/audit/{line.pk}/").content.decode()

    assert "新增席位" in page
    assert "责任单位" in page
    assert "席位" in page


def test_password_is_never_written(city):
    line = AuditRecord.objects.filter(kind="line", action="create_user").order_by("pk")[0]

    page = city.client("auditor").get(f"/office/audit/{line.pk}/").content.decode()

    assert "不记录" in page


def test_verifying_without_seals_proves_nothing(city):
    page = city.client("auditor").post("/office/audit/verify/").content.decode()

    assert "什么也证明不了" in page
    assert "没有被改动" not in page


@pytest.mark.no_database
@pytest.mark.parametrize(("ok", "said"), [(True, "没有被改动"), (False, "封条与记录不一致")])
def test_panel_says_what_the_proof_found(quick_pages, ok, said):
    broken = None if ok else Broken("changed", seal_id=3, row_id=17)
    context = {
        "verification": Verification(ok, 20, broken, 0, "ab"),
        "seal": SealState(None, 1, 20, 0, "ab"),
    }

    assert said in render_to_string("office/audit_seal.html", context)


def test_verifying_for_htmx_answers_the_panel_alone(city):
    answer = city.client("auditor").post("/office/audit/verify/", headers={"HX-Request": "true"})

    assert "<html" not in answer.content.decode()


def test_batch_of_rows_is_one_change_with_its_ids_and_digest(city):
    line = AuditRecord.objects.filter(kind="line", action="grant_seat").order_by("pk")[0]
    AuditRecord.objects.create(
        kind="batch",
        actor=line.actor,
        line_id=line.pk,
        table_name="registry_statement",
        operation="insert",
        detail={"count": 20000, "ids": "{[1,20000),[20005,20006)}", "digest": "ab" * 32},
    )
    client = city.client("auditor")

    page = client.get(f"/office/audit/{line.pk}/").content.decode()
    lines = client.get("/office/audit/", {"action": "grant_seat"}).context["page"].lines

    assert "一次新增 20000 行" in page
    assert "1–19999，20005" in page
    assert "ab" * 32 in page
    assert next(one.rows for one in lines if one.number == line.pk) > 20000
