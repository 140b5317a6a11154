"""One company in full: its head, its views, and who may open them."""

from __future__ import annotations

import pytest

VIEWS = ("overview", "facts", "statements", "ownership", "capital", "timeline", "outcomes")


def _address(party, **asked):
    from urllib.parse import urlencode

    return f"/office/companies/{party.public_id}/?{urlencode(asked)}"


@pytest.fixture
def page(city):
    """page(who, **asked): the flagship's page as text."""

    def read(who="maker", party=None, **asked):
        answer = city.client(who).get(_address(party or city.flagship(), **asked))
        assert answer.status_code == 200
        return answer.content.decode()

    return read


def _bare_company(name="淄博青砚零号有限公司"):
    from tests.factories.registry import make_company

    return make_company(name, unit="zichuan")


def test_each_view_opens_for_a_firm_of_which_little_or_much_is_known(city, page):
    for party in (_bare_company(), city.flagship()):
        for view in VIEWS:
            text = page(party=party, view=view)

            assert party.name in text
            assert "None" not in text, view


def test_head_says_who_it_is_and_four_figures_at_most(city, page):
    text = page()

    assert city.flagship().credit_code in text
    assert 'gd-chip--title">高新技术企业' in text
    assert text.count("gd-figures__one") == 4
    assert "营业收入" in text
    assert "比上年" in text


def test_district_opens_its_own_and_no_other_firm(city):
    from gaodi.apps.registry.models import Party

    other = Party.objects.filter(kind="company", company_records__reporting_unit="gaoxin").exclude(
        company_records__reporting_unit="zichuan"
    )[0]
    client = city.client("district")

    assert client.get(_address(city.flagship())).status_code == 200
    assert {client.get(_address(other, view=view)).status_code for view in VIEWS} == {404}
    fact = client.get(_address(other, view="facts", fact="company.revenue"), headers={"HX-Request": "true"})
    assert fact.status_code == 404


def test_class_of_loans_is_for_those_who_watch_risk(page):
    assert "由风险端掌握" in page("maker", view="capital")
    assert "由风险端掌握" not in page("risk", view="capital")


def test_links_to_other_firms_stay_in_the_viewers_range(city, page):
    text = page("district", view="ownership")

    assert "股东" in text
    assert f"/office/companies/{city.flagship().public_id}/" in text  # its own segments


@pytest.mark.parametrize("who", ["maker", "district"])
def test_views_ask_little_of_the_database(city, django_assert_max_num_queries, who):
    client = city.client(who)
    for view in VIEWS:
        address = _address(city.flagship(), view=view)
        client.get(address)
        most = {"outcomes": 21}.get(view, 15) + (2 if who == "district" else 0)

        with django_assert_max_num_queries(most, info=view):
            client.get(address)


def test_odd_words_in_the_address_do_no_harm(page):
    for asked in (
        {"view": "none"},
        {"on": "9999-12-31", "known": "tomorrow"},
        {"known": "2025-06-30T99:99"},
        {"view": "facts", "fact": "company.nothing"},
        {"view": "facts", "fact": "loan.balance", "show": "x", "group": "y"},
        {"view": "timeline", "sort": "'"},
        {"view": "statements", "period": "week", "scope": "x"},
    ):
        page(**asked)


def test_findings_of_data_quality_stand_in_one_quiet_line(city, page):
    from gaodi.apps.quality.models import Finding

    Finding.objects.create(
        rule="patents_twice", severity="warning", source="patent_record", table="patent", row_key="1",
        party=city.flagship(), says="同一专利号登记了两次", seen_from=city.on,
    )  # fmt: skip

    text = page()

    assert "数据质量有 1 条发现" in text
    assert "同一专利号登记了两次" in text
    assert "数据质量有" not in page(party=_bare_company())
