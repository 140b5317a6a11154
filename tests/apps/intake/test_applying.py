"""Applying: all or nothing, once, and what was known yesterday stays the answer for yesterday."""

from __future__ import annotations

import pytest
from django.db.models import Q

from gaodi.apps.intake.models import IntakeFile
from gaodi.apps.intake.services import applying
from gaodi.apps.intake.services.applying import apply_file
from gaodi.apps.intake.services.refusals import FileCameBefore
from gaodi.apps.registry.models import Loan, Statement
from gaodi.kernel.models import AuditRecord, Event
from tests.apps.intake.files import make_coded_company, make_institution, statements


def known_at(moment):
    return Statement.objects.filter(Q(known_to=None) | Q(known_to__gt=moment), known_from__lte=moment)


def test_correction_closes_the_old_version_and_yesterday_keeps_its_answer(desk, company):
    first = desk.take_in(statements((company, 2023, "900", "9"), (company, 2024, "1000", "10")))
    yesterday = desk.now()

    second = desk.take_in(statements((company, 2023, "900", "9"), (company, 2024, "1200", "10")))

    assert (second.rows_new, second.rows_changed, second.rows_same) == (0, 1, 1)
    assert known_at(yesterday).get(period_end__year=2024).revenue_yuan == 1000
    today = known_at(desk.now()).get(period_end__year=2024)
    assert (today.revenue_yuan, today.batch, today.known_from) == (1200, second.pk, second.applied_at)
    assert known_at(desk.now()).get(period_end__year=2023).batch == first.pk


def test_the_same_file_again_says_when_it_was_applied(desk, company):
    text = statements((company, 2024, "1000", "10"))
    desk.take_in(text)

    with pytest.raises(FileCameBefore, match="2025-06-30") as refusal:
        desk.receive(text)

    assert refusal.value.file.state == "applied"
    assert Statement.objects.count() == 1


def test_the_same_rows_in_another_file_change_nothing(desk, company):
    desk.take_in(statements((company, 2024, "1000", "10")))

    file = desk.take_in(statements((company, 2024, "1,000.00".replace(",", ""), "10.0")))

    assert (file.rows_same, file.rows_new, file.rows_changed) == (1, 0, 0)
    assert Statement.objects.count() == 1


def test_sources_stand_side_by_side(desk, company):
    desk.take_in(statements((company, 2024, "1000", "10")))

    desk.take_in(statements((company, 2024, "1100", "10")), door="audit_report")

    assert set(Statement.objects.filter(known_to=None).values_list("source", "revenue_yuan")) == {
        ("tax_record", 1000),
        ("audit_report", 1100),
    }


def test_file_that_fails_half_way_leaves_nothing(desk, company, monkeypatch):
    desk.take_in(statements((company, 2024, "1000", "10")))
    file = desk.bring(statements((company, 2024, "1200", "10")))
    monkeypatch.setattr(applying, "emit", lambda *_, **__: (_ for _ in ()).throw(RuntimeError("stop")))

    with pytest.raises(RuntimeError, match="stop"):
        desk.apply(file)

    assert Statement.objects.get().known_to is None
    assert IntakeFile.objects.get(pk=file.pk).state == "applying"


def test_application_runs_once_however_often_it_is_called(desk, company):
    file = desk.take_in(statements((company, 2024, "1000", "10")))

    again = apply_file(file.pk, on=desk.on, at=desk.now())

    assert again.applied_at == file.applied_at
    assert Statement.objects.count() == 1
    assert Event.objects.filter(kind="data_came_in").count() == 1


def test_stale_comparison_is_shown_again_and_never_applied(desk, company):
    one = desk.bring(statements((company, 2024, "1000", "10")))
    other = desk.bring(statements((company, 2024, "2000", "10")))
    desk.apply(one)

    given_back = desk.apply(other)

    assert (given_back.state, given_back.rows_new, given_back.rows_changed) == ("checked", 0, 1)
    assert Statement.objects.get(known_to=None).revenue_yuan == 1000
    assert desk.apply(given_back).state == "applied"
    assert Statement.objects.get(known_to=None).revenue_yuan == 2000


def test_applied_file_leaves_a_line_and_an_event(desk, company):
    file = desk.take_in(statements((company, 2023, "1", "1"), (company, 2024, "2", "1")))

    line = AuditRecord.objects.get(action="apply_file")
    event = Event.objects.get(kind="data_came_in")
    assert (line.subject_id, line.detail["digest"]) == (file.pk, file.digest)
    assert (event.payload["kinds"], event.payload["parties"], event.payload["new"]) == (["statement"], 1, 2)


def test_loan_that_changes_ends_its_former_state_and_keeps_its_number(desk, company):
    bank = make_institution("MA0C0001")
    head = "借款企业统一社会信用代码,贷款机构统一社会信用代码,合同编号,状况起始日,担保方式,放款金额,放款日,到期日,余额,状态\n"
    row = f"{company.credit_code},{bank.credit_code},HT-1,{{day}},信用,1000000,2024-01-05,2025-01-04,{{left}},存续\n"
    door = {"kind": "loan", "door": "bank_report", "party_id": bank.pk}

    desk.take_in(head + row.format(day="2024-01-05", left=1000000), **door)
    file = desk.take_in(head + row.format(day="2024-07-01", left=400000), **door)

    former, latter = Loan.objects.filter(known_to=None).order_by("valid_from")
    assert (file.problems, file.rows_new, file.rows_ended) == (0, 1, 1)
    assert (former.valid_to, latter.valid_to) == (latter.valid_from, None)
    assert former.public_id == latter.public_id


def test_rows_are_compared_once_where_nothing_came_between(desk, company, monkeypatch):
    file = desk.bring(statements((company, 2024, "1000", "10")))
    compared = []
    monkeypatch.setattr(applying, "compare", lambda *args: compared.append(args))

    applied = desk.apply(file)

    assert (applied.state, applied.rows_new, compared) == ("applied", 1, [])


def test_rows_are_compared_anew_where_others_came_between(desk, company):
    other = make_coded_company("MA0A0002")
    waiting = desk.bring(statements((company, 2024, "1000", "10")))
    against = waiting.compared_with
    desk.take_in(statements((other, 2024, "500", "5")))

    applied = desk.apply(waiting)

    assert applied.state == "applied"
    assert applied.compared_with != against
    assert Statement.objects.filter(known_to=None).count() == 2
