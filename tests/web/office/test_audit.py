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


@pytest.mark.parametrize("day", ["9999-12-31", "1999-01-01", "2025-02-30"])
def test_day_that_cannot_be_searched_for_is_said_to_be_wrong(city, day):
    page = city.client("auditor").get("/office/audit/", {"day": day}).context["page"]

    assert page.day_wrong
    assert page.pages.total


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
