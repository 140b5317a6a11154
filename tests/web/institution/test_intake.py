"""Pages by which an institution brings its own rows, and sees no other's."""

from __future__ import annotations

import pytest

from tests.web.intake_files import apply, bring, firms, loans, post, refused_file


@pytest.fixture(autouse=True)
def _uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def _read(city, address: str) -> str:
    answer = city.client("institution").get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode().replace("\xa0", " ")


def test_a_bank_sees_the_outlets_of_banks_as_its_own(city):
    page = _read(city, "/institution/intake/outlets/")

    assert "?outlet=bank_report&amp;kind=loan" in page
    assert "?outlet=guarantor_report" not in page


def test_a_bank_brings_its_loans_and_has_them_written(city):
    file = bring(city, "institution", loans((firms(1)[0], "甲1", 400000)))
    address = f"/institution/intake/{file.public_id}/"
    assert "没有错误，1 行可以写入" in _read(city, address)
    assert "400" in _read(city, f"{address}?view=new")

    assert city.client("institution").post(f"{address}confirm/").status_code == 302
    apply(file)

    page = _read(city, address)
    assert "已写入 1 行" in page
    assert "/office/" not in page
    assert file.name in _read(city, "/institution/intake/?state=applied")


def test_rows_of_another_bank_are_named_as_wrong(city):
    other = firms(2)[1].credit_code
    text = loans((firms(1)[0], "甲1", 400000)).splitlines()
    cells = text[1].split(",")
    cells[1] = other
    file = bring(city, "institution", "\n".join([text[0], ",".join(cells)]) + "\n")

    assert "还不能写入" in _read(city, f"/institution/intake/{file.public_id}/")


def test_what_is_not_a_banks_door_stays_shut(city):
    page = post(city, "institution", "一\n", outlet="regulator_record", kind="listing_event").content.decode()

    assert "请先选择接入口" in page


def test_files_of_units_are_not_found(city):
    file = refused_file(city, "regulator_record", "listing_event")

    assert city.client("institution").get(f"/institution/intake/{file.public_id}/").status_code == 404
    assert "旧表.csv" not in _read(city, "/institution/intake/")
    assert city.client("administrator").get("/institution/intake/").status_code == 403
    assert city.client("institution").get("/office/intake/").status_code == 403


def test_pages_need_few_queries(city, django_assert_max_num_queries):
    file = bring(city, "institution", loans((firms(1)[0], "甲1", 400000)))
    client = city.client("institution")
    client.get("/institution/intake/")
    for end in ("", "outlets/", "new/?outlet=bank_report&kind=loan", f"{file.public_id}/"):
        with django_assert_max_num_queries(15):
            client.get(f"/institution/intake/{end}")
