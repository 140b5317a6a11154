"""Searching the audit, and proving it."""

from __future__ import annotations

from gaodi.kernel.audit import seal
from gaodi.kernel.models import AuditRecord


def test_search_narrows_by_action_person_and_day(city):
    client = city.client("auditor")

    found = client.get("/office/audit/", {"action": "grant_seat", "actor": "demonstration"}).content.decode()
    none = client.get("/office/audit/", {"day": "1999-01-01"}).content.decode()

    assert "设置席位" in found
    assert "没有这样的记录" in none


def test_line_shows_each_column_before_and_after(city):
    line = AuditRecord.objects.filter(kind="line", action="grant_seat").order_by("pk")[0]

    page = city.client("checker").get(f"/office/audit/{line.pk}/").content.decode()

    assert "新增席位" in page
    assert "经办人" in page or "maker" in page


def test_password_is_never_written(city):
    line = AuditRecord.objects.filter(kind="line", action="create_user").order_by("pk")[0]

    page = city.client("auditor").get(f"/office/audit/{line.pk}/").content.decode()

    assert "不记录" in page


def test_verifying_says_what_is_not_sealed_yet(city, at):
    seal(at=at)

    page = city.client("auditor").post("/office/audit/verify/").content.decode()

    assert "没有被改动" in page


def test_verifying_for_htmx_answers_the_panel_alone(city):
    answer = city.client("auditor").post("/office/audit/verify/", headers={"HX-Request": "true"})

    assert "<html" not in answer.content.decode()
