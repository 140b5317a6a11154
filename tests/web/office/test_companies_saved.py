"""Views of the list are kept, opened, renamed, made the first and forgotten."""

from __future__ import annotations

import pytest

from gaodi.apps.accounts.models import SavedView
from gaodi.kernel.models import AuditRecord

LIST = "/office/companies/"
SAVE = "/office/companies/views/"


@pytest.fixture
def maker(city):
    return city.client("maker")


def _save(client, **posted):
    asked = {"name": "淄川高新", "query": "units=zichuan&titles=high_tech&sort=-revenue"} | posted
    return client.post(SAVE, asked, follow=True).content.decode()


def _change(client, action, **posted):
    view = SavedView.objects.order_by("-pk")[0]
    return client.post(f"{SAVE}{view.public_id}/", {"action": action, **posted}, follow=True).content.decode()


def test_what_is_asked_for_is_saved_and_opened_again(maker):
    page = _save(maker, query="units=zichuan&page=3&nonsense=1&sort=-revenue")

    kept = SavedView.objects.get().query
    assert kept == "units=zichuan&sort=-revenue"
    assert "视图“淄川高新”已保存" in page
    assert AuditRecord.objects.filter(action="save_view").exists()
    assert 'aria-current="true">淄川高新' in maker.get(f"{LIST}?{kept}").content.decode()


def test_a_default_view_opens_the_bare_address_and_only_that(maker):
    _save(maker, default="1")

    answer = maker.get(LIST)
    assert answer["Location"].endswith("?units=zichuan&titles=high_tech&sort=-revenue")
    assert maker.get(f"{LIST}?view=all").status_code == 200

    _change(maker, "plain")
    assert maker.get(LIST).status_code == 200


def test_a_view_is_renamed_and_forgotten(maker):
    _save(maker)

    assert "已改名为“重点企业”" in _change(maker, "rename", name="重点企业")
    assert "视图已删除" in _change(maker, "forget")
    assert not SavedView.objects.exists()


def test_a_shared_view_is_opened_but_not_changed_by_others(city, maker):
    _save(maker, shared="1")
    checker = city.client("checker")

    assert "共享" in checker.get(f"{LIST}?view=all").content.decode()
    assert "由他人保存" in _change(checker, "forget")
    assert SavedView.objects.exists()
    assert "淄川高新" not in city.client("district").get(f"{LIST}?view=all").content.decode()


def test_refusals_are_said_in_words(maker):
    _save(maker)

    assert "本页已有名为" in _save(maker)
    assert "视图名称应为" in _save(maker, name=" ")
    assert "没有收到要做的事" in _change(maker, "dance")


def test_a_form_leads_back_to_our_list_only(maker):
    answer = maker.post(SAVE, {"name": "远方", "query": "//elsewhere.example/?q=1"})

    assert answer["Location"].startswith(f"{LIST}?")
    assert "elsewhere" not in answer["Location"]
