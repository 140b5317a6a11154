"""Every address of the project, as everybody and as nobody, against the table of who may."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.web.access_page import PAGE, list_routes, read_table, statuses, write_page
from tests.web.office.conftest import city, quick_pages

__all__ = ["city", "quick_pages"]
TABLE = read_table()


@pytest.mark.no_database
def test_every_address_stands_in_the_table():
    missing = set(list_routes()) - set(TABLE["access"])

    assert not missing, f"say who may open them in tests/web/access.yaml: {sorted(missing)}"


@pytest.mark.no_database
def test_the_table_names_no_address_that_is_gone():
    named = {name.rpartition(" ")[2] for name in TABLE["access"]}

    assert named <= set(list_routes())


@pytest.mark.no_database
def test_what_only_answers_forms_is_tried_with_a_form():
    only_forms = {name for name, row in TABLE["access"].items() if row == {"rest": 405}}

    assert {f"POST {name}" for name in only_forms} <= set(TABLE["access"])


@pytest.mark.no_database
def test_the_page_says_what_the_table_says():
    assert PAGE.read_text() == write_page(TABLE, list_routes()), "run python -m tests.web.access_page"


@pytest.mark.parametrize("who", TABLE["people"])
def test_each_person_opens_what_the_table_says(city, who):
    client, places, wrong = city.client(who), _places(city), []
    for name, row in TABLE["access"].items():
        method, _, plain = name.rpartition(" ")
        address = reverse(plain, kwargs=_filled(plain, places))
        expected = statuses(TABLE, row)[who]

        answer = client.post(address) if method else client.get(address)

        if _seen(answer, expected) != expected:
            wrong.append(f"{name} ({address}): {_seen(answer, expected)} instead of {expected}")
    assert not wrong, "\n".join(wrong)


def _seen(answer, expected):
    """The status, or `login` where that is expected and the answer leads there."""
    leads_to_login = answer.status_code == 302 and answer["Location"].startswith(reverse("account_login"))
    return "login" if expected == "login" and leads_to_login else answer.status_code


def _places(city) -> dict[str, object]:
    from gaodi.kernel.models import AuditRecord
    from tests.web.intake_files import bank_of_the_city, refused_file

    happened, following = city.outcome(), city.outcome(step=True)
    file = refused_file(city, "regulator_record", "listing_event")
    banks_file = refused_file(city, "bank_report", "loan", party=bank_of_the_city())
    return {
        "flagship.public_id": city.flagship().public_id,
        "flagship.code": happened.code,
        "flagship.grain": happened.grain_id,
        "next.grain": following.grain_id,
        "next.step": following.step,
        "file.public_id": file.public_id,
        "banks_file.public_id": banks_file.public_id,
        "line": AuditRecord.objects.filter(kind="line").order_by("pk")[0].pk,
    }


def _filled(name: str, places: dict[str, object]) -> dict[str, object]:
    wanted = TABLE["parameters"].get(name, {})
    return {key: places.get(value, value) for key, value in wanted.items()}
