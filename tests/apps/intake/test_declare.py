"""An enterprise speaks for itself, with a document where one is asked for, side by side with what others say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gaodi.apps.accounts.services.users import create_user
from gaodi.apps.intake.selectors import documents_for
from gaodi.apps.intake.services import documents
from gaodi.apps.intake.services.declare import (
    DeclarationHasProblems,
    EvidenceMissing,
    NotYoursToDeclare,
    RowNotThere,
    declare,
    list_declared,
    withdraw_declaration,
)
from gaodi.apps.intake.services.documents import DocumentNotTaken, DocumentNotYours, keep_document
from gaodi.apps.intake.store import TooLarge
from gaodi.apps.registry.models import Loan, Statement, Title
from gaodi.kernel.models import AuditRecord, Event
from tests.apps.intake.files import acting_for, make_coded_company, make_institution, officer, statements

PDF = b"%PDF-1.7 a certificate"


@pytest.fixture
def clerk(company, actor, at, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    user = create_user(username="luli", name="陆砺", password="quartz-river-71", actor=actor, at=at)
    return replace(acting_for(company, "enterprise"), user_id=user.pk)


def say(clerk, company, desk, revenue="1000", year=2024, kind="statement", **more):
    values = {"period": "annual", "period_end": f"{year}-12-31", "revenue_yuan": revenue}
    return declare(
        clerk,
        party_id=company.pk,
        kind=kind,
        values=more.pop("values", values),
        on=desk.on,
        at=desk.now(),
        **more,
    )


def hand_in(clerk, company, desk, content=PDF, name="证书.pdf"):
    return keep_document(
        clerk, party_id=company.pk, name=name, chunks=[content], store=desk.store, at=desk.now()
    )


def test_declared_row_is_marked_as_such(clerk, company, desk):
    row = say(clerk, company, desk)

    assert (row.source, row.standing, row.revenue_yuan, row.party_id) == (
        "enterprise", "declared", 1000, company.pk,
    )  # fmt: skip
    assert AuditRecord.objects.filter(action="declare_fact", subject_id=company.pk).exists()
    assert Event.objects.get(kind="fact_declared").payload["kinds"] == ["statement"]


def test_correction_closes_its_own_row_and_leaves_the_verified_one(clerk, company, desk):
    desk.take_in(statements((company, 2024, "900", "1")))
    first = say(clerk, company, desk, "1000")

    second = say(clerk, company, desk, "1100")

    first.refresh_from_db()
    assert first.known_to == second.known_from
    assert set(Statement.objects.filter(known_to=None).values_list("standing", "revenue_yuan")) == {
        ("verified", 900),
        ("declared", 1100),
    }


def test_the_same_again_writes_nothing(clerk, company, desk):
    first = say(clerk, company, desk)

    assert say(clerk, company, desk).pk == first.pk
    assert Event.objects.filter(kind="fact_declared").count() == 1


def test_withdrawn_row_is_closed(clerk, company, desk):
    row = say(clerk, company, desk)
    gone = {"party_id": company.pk, "kind": "statement", "row_id": row.pk, "on": desk.on}

    withdraw_declaration(clerk, at=desk.now(), **gone)

    assert list_declared(clerk, party_id=company.pk, kind="statement") == []
    with pytest.raises(RowNotThere):
        withdraw_declaration(clerk, at=desk.now(), **gone)


def test_verified_row_cannot_be_withdrawn_by_the_enterprise(clerk, company, desk):
    desk.take_in(statements((company, 2024, "900", "1")))
    row = Statement.objects.get()

    with pytest.raises(RowNotThere):
        withdraw_declaration(
            clerk, party_id=company.pk, kind="statement", row_id=row.pk, on=desk.on, at=desk.now()
        )


def test_bad_values_are_named_by_their_fields(clerk, company, desk):
    with pytest.raises(DeclarationHasProblems, match="营业收入") as refusal:
        say(clerk, company, desk, "很多")

    assert {one.column for one in refusal.value.problems} == {"营业收入"}


def test_period_that_has_not_ended_is_refused(clerk, company, desk):
    with pytest.raises(DeclarationHasProblems, match="期末之后"):
        say(clerk, company, desk, year=2025)


def loan(lender, since="2025-01-01", principal="5000000"):
    return {
        "lender_code": lender.credit_code, "contract_number": "HT-1", "valid_from": since, "security": "credit",
        "principal_yuan": principal, "drawn_on": "2025-01-01", "due_on": "2026-01-01", "state": "active",
    }  # fmt: skip


@pytest.mark.parametrize("since", ["2024-01-01", "2025-01-01", "2025-02-01"])
def test_declaring_a_contract_that_another_declared_leaves_the_others_row(clerk, company, desk, since):
    lender, other = make_institution("MA0C0001"), make_coded_company("MA0A0002")
    ours = say(clerk, company, desk, kind="loan", values=loan(lender))
    before = Loan.objects.filter(pk=ours.pk).values().get()
    stranger = replace(clerk, party_id=other.pk)

    values = loan(lender, since, "1") | {"drawn_on": since}
    theirs = say(stranger, other, desk, kind="loan", values=values)

    assert Loan.objects.filter(pk=ours.pk).values().get() == before
    assert (theirs.valid_to, theirs.public_id != ours.public_id) == (None, True)
    assert list_declared(clerk, party_id=company.pk, kind="loan") == [ours]
    assert list_declared(stranger, party_id=other.pk, kind="loan") == [theirs]


def test_next_term_of_ones_own_loan_ends_the_former(clerk, company, desk):
    lender = make_institution("MA0C0001")
    first = say(clerk, company, desk, kind="loan", values=loan(lender))

    second = say(clerk, company, desk, kind="loan", values=loan(lender, "2025-02-01"))

    newest, former = list_declared(clerk, party_id=company.pk, kind="loan")
    assert (newest, former.valid_to) == (second, second.valid_from)
    assert {newest.public_id, former.public_id} == {first.public_id}


def test_nobody_declares_for_another_or_what_is_not_theirs(clerk, company, desk):
    with pytest.raises(NotYoursToDeclare):
        say(clerk, make_coded_company("MA0A0002"), desk)
    with pytest.raises(NotYoursToDeclare):
        say(officer("big_data"), company, desk)
    with pytest.raises(NotYoursToDeclare, match="主管单位"):
        say(clerk, company, desk, kind="tax_credit")


def test_title_needs_a_document_of_ones_own(clerk, company, desk):
    values = {"kind": "high_tech", "valid_from": "2024-01-01", "valid_to": "2026-12-31", "number": "GR1"}
    with pytest.raises(EvidenceMissing):
        say(clerk, company, desk, kind="title", values=values)

    document = hand_in(clerk, company, desk)
    say(clerk, company, desk, kind="title", values=values, evidence=document.public_id)

    assert Title.objects.get().evidence == document.public_id


@pytest.mark.parametrize("name", ["证书.pdf", "证书.png"])
def test_document_is_known_by_its_content(clerk, company, desk, name):
    with pytest.raises(DocumentNotTaken):
        hand_in(clerk, company, desk, b"MZ a program", name)

    assert not [path for path in desk.store.root.rglob("*") if path.is_file()]
    assert hand_in(clerk, company, desk, b"\x89PNG\r\n\x1a\n....", name).format == "png"


def test_document_of_another_or_too_large_is_refused(clerk, company, desk, monkeypatch):
    monkeypatch.setattr(documents, "LARGEST_DOCUMENT", 10)

    with pytest.raises(TooLarge):
        hand_in(clerk, company, desk)
    with pytest.raises(DocumentNotYours):
        hand_in(clerk, make_coded_company("MA0A0002"), desk)


def test_document_is_seen_by_its_party_and_the_office(clerk, company, desk):
    document = hand_in(clerk, company, desk)
    other = acting_for(make_coded_company("MA0A0002"), "enterprise")

    seen = [
        documents_for(viewer, on=desk.on).filter(pk=document.pk).exists()
        for viewer in (clerk, other, officer("finance"), officer("finance", reporting_unit="linzi"))
    ]
    assert seen == [True, False, True, False]
