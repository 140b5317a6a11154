"""An enterprise declares, corrects and withdraws; whatever goes wrong, nothing that was typed is lost."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.apps.intake.files import make_coded_company

LIST = "/enterprise/declared/"
FORM = f"{LIST}headcount/"
PDF = b"%PDF-1.7 a list of names"
GOOD = {"period_end": "2024-12-31", "employees": "190", "rd_staff": "40"}


@pytest.fixture(autouse=True)
def _own_uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "uploads"


@pytest.fixture
def party(db):
    return make_coded_company("MA0A0011")


@pytest.fixture
def client(party, sign_in):
    return sign_in(party)


def open_rows(party):
    from gaodi.apps.registry.models import Headcount

    return list(Headcount.objects.filter(party=party, source="enterprise", known_to__isnull=True))


def checked(party, employees=186):
    from gaodi.apps.registry.models import Headcount

    return Headcount.objects.create(
        party=party,
        period_end=date(2024, 12, 31),
        employees=employees,
        valid_from=date(2025, 1, 1),
        known_from="2025-01-02T00:00:00+08:00",
        source="social_insurance",
        source_on=date(2025, 3, 1),
        standing="verified",
    )


def fields_of(response):
    return {one.name: one for part in response.context["page"].parts for one in part.fields}


def paper(content=PDF, name="人员名册.pdf"):
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def test_declared_row_is_listed_beside_the_checked_one(client, party):
    checked(party)

    response = client.post(FORM, GOOD, follow=True)
    (kind,) = response.context["page"].with_rows
    (row,) = kind.rows

    assert [one.employees for one in open_rows(party)] == [190]
    assert row.state.word == "申报，另有已核"
    assert (row.values[0].text, row.values[0].verified) == ("190 人", "已核 186 人，社保参保记录")
    assert "已核的数以企业年报公示、社保参保记录为准；您申报的会并列保存" in response.content.decode()


def test_form_shows_the_checked_value_at_the_field(client, party):
    checked(party)

    fields = fields_of(client.get(FORM))

    assert fields["employees"].beside == "已核 186 人，社保参保记录，2025-03-01"
    assert fields["period_end"].value == "2024-12-31"
    assert "party_code" not in fields


def test_refused_form_keeps_what_was_typed_and_the_document(client, party):
    response = client.post(FORM, GOOD | {"employees": "一百九", "evidence": paper()})
    fields, page = fields_of(response), response.context["page"]

    assert response.status_code == 422
    assert (fields["employees"].value, fields["rd_staff"].value) == ("一百九", "40")
    assert "不是数值" in fields["employees"].error
    assert page.document == str(page.documents[0].public_id)
    assert open_rows(party) == []


def test_a_day_typed_in_words_stays_as_typed(client):
    field = fields_of(client.post(FORM, GOOD | {"period_end": "去年年底"}))["period_end"]

    assert (field.control, field.value) == ("text", "去年年底")
    assert field.error


def test_the_same_form_sent_twice_is_one_row(client, party):
    client.post(FORM, GOOD)
    client.post(FORM, GOOD)

    assert len(open_rows(party)) == 1


def test_correction_keeps_the_period_and_may_come_twice(client, party):
    client.post(FORM, GOOD)
    (row,) = open_rows(party)
    address = f"{FORM}{row.pk}/"

    assert fields_of(client.get(address))["period_end"].locked
    for _ in range(2):
        assert client.post(address, {"period_end": "2020-12-31", "employees": "200"}).status_code == 302

    assert [(one.period_end, one.employees) for one in open_rows(party)] == [(date(2024, 12, 31), 200)]


def test_withdrawn_row_is_gone_from_the_list_and_withdrawing_twice_is_no_fault(client, party):
    client.post(FORM, GOOD)
    (row,) = open_rows(party)

    for _ in range(2):
        response = client.post(f"{FORM}{row.pk}/withdraw/", follow=True)

    assert open_rows(party) == []
    assert response.context["page"].total == 0


def test_correction_of_a_withdrawn_row_is_refused_with_what_was_typed(client, party):
    client.post(FORM, GOOD)
    (row,) = open_rows(party)
    client.post(f"{FORM}{row.pk}/withdraw/")

    response = client.post(f"{FORM}{row.pk}/", {"employees": "201"})

    assert response.status_code == 422
    assert fields_of(response)["employees"].value == "201"
    assert "已经撤回" in response.content.decode()
    assert open_rows(party) == []


def test_form_sent_after_the_session_ended_is_there_again_after_signing_in(client, party):
    token = client.get(FORM).context["page"].token
    client.logout()

    answer = client.post(FORM, GOOD | {"typed_by": token})
    assert answer["Location"].startswith("/account/login/?next=/enterprise/declared/headcount/")
    _sign_in_again(client, "person1")
    response = client.get(FORM)

    assert response.context["page"].is_restored
    assert fields_of(response)["employees"].value == "190"
    assert not client.get(FORM).context["page"].is_restored


def test_nobody_else_is_shown_what_was_typed(client, sign_in):
    token = client.get(FORM).context["page"].token
    client.logout()
    client.post(FORM, GOOD | {"typed_by": token})
    sign_in(make_coded_company("MA0A0012"))

    _sign_in_again(client, "person2")

    assert fields_of(client.get(FORM))["employees"].value == ""


def _sign_in_again(client, username):
    client.post("/account/login/", {"login": username, "password": "a long pass word"})


def test_evidence_is_asked_for_where_the_door_says_so(client):
    response = client.post(f"{LIST}title/", {"kind": "high_tech", "valid_from": "2024-12-07"})

    assert response.status_code == 422
    assert "须附佐证材料" in response.context["page"].evidence_error


def test_document_of_another_format_is_refused_with_the_other_errors(client):
    response = client.post(f"{LIST}title/", {"evidence": paper(b"PK not a document", "证书.docx")})
    page = response.context["page"]

    assert "不是 PDF、JPG、PNG 或 OFD" in page.evidence_error
    assert {label for label, _ in page.wrong} == {"称号", "发证日期", "佐证材料"}


def test_own_document_comes_as_a_download_and_others_find_nothing(client, sign_in):
    from gaodi.apps.intake.models import Document

    client.post(FORM, GOOD | {"evidence": paper()})
    address = f"/enterprise/documents/{Document.objects.get().public_id}/"

    response = client.get(address)
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "人员名册.pdf" in client.get("/enterprise/documents/").content.decode()
    assert sign_in(make_coded_company("MA0A0013")).get(address).status_code == 404


def test_rows_of_others_are_not_found(client, party, sign_in):
    client.post(FORM, GOOD)
    (row,) = open_rows(party)
    other = sign_in(make_coded_company("MA0A0014"))

    assert other.get(f"{FORM}{row.pk}/").status_code == 404
    assert other.post(f"{FORM}{row.pk}/", GOOD).status_code == 404
    assert other.post(f"{FORM}{row.pk}/withdraw/").status_code == 404
    assert len(open_rows(party)) == 1


@pytest.mark.parametrize("kind", ["penalty", "company", "no_such_kind"])
def test_what_enterprises_may_not_declare_has_no_form(client, kind):
    assert client.get(f"{LIST}{kind}/").status_code == 404


@pytest.mark.parametrize(
    "kind",
    ["statement", "headcount", "research", "patent", "title", "deal", "loan", "guarantee", "listing_event",
     "support"],
)  # fmt: skip
def test_every_kind_has_a_form_that_refuses_emptiness_politely(client, kind):
    assert client.get(f"{LIST}{kind}/").status_code == 200
    assert client.post(f"{LIST}{kind}/").status_code == 422


def test_the_list_asks_few_questions(client, django_assert_max_num_queries):
    client.post(FORM, GOOD)
    client.get(LIST)

    with django_assert_max_num_queries(15):
        client.get(LIST)
