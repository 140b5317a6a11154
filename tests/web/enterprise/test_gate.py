"""Who may enter, and for whom they act."""

import pytest
from django.test import Client

from gaodi.apps.registry.models import Party
from tests.factories.registry import make_company
from tests.web.enterprise.conftest import LIST

PAGES = (LIST, "/enterprise/facts/", "/enterprise/acting/")


@pytest.mark.parametrize("address", PAGES)
def test_nobody_is_led_to_signing_in(address):
    response = Client(headers={"host": "localhost"}).get(address)

    assert response.headers["Location"] == f"/account/login/?next={address}"


@pytest.mark.parametrize("address", PAGES)
def test_person_without_a_mandate_is_told_who_may(sign_in, address):
    response = sign_in().get(address)

    assert response.status_code == 403
    assert "受本市企业委托办事的人员" in response.content.decode()


def test_person_of_an_institution_may_only_choose_whom_to_act_for(sign_in, at):
    bank = Party.objects.create(
        kind="institution", name="某银行", pinyin="mou yin hang", initials="myh", created_at=at
    )
    client = sign_in(bank)

    assert client.get(LIST).status_code == 403
    assert client.get("/enterprise/acting/").status_code == 200


def test_choice_is_kept_and_changes_what_is_shown(sign_in):
    first, second = make_company("阿青材料有限公司"), make_company("卓青材料有限公司")
    client = sign_in(first, second)

    client.post("/enterprise/acting/", {"party": second.pk})

    assert client.get(LIST).context["page"].party_name == "卓青材料有限公司"


def test_party_without_a_mandate_cannot_be_chosen(sign_in):
    client = sign_in(make_company("阿青材料有限公司"))
    stranger = make_company()

    response = client.post("/enterprise/acting/", {"party": stranger.pk})

    assert response.status_code == 403
    assert client.get(LIST).context["page"].party_name == "阿青材料有限公司"


def test_switching_is_offered_under_the_own_name(flagship, sign_in):
    assert "切换办事主体" in sign_in(flagship).get(LIST).content.decode()
