"""What a risk officer sees, and what nobody else does."""

from __future__ import annotations

from gaodi.apps.assessments.watching import list_leads
from gaodi.apps.registry.coverage import count_credit_coverage, list_barred
from gaodi.apps.registry.models import Party


def test_list_of_the_dishonest_is_for_risk_officers_alone(city):
    assert list_barred(city.viewer("risk"), on=city.on).exists()
    assert not list_barred(city.viewer("maker"), on=city.on).exists()
    assert not list_barred(city.viewer("leader"), on=city.on).exists()


def test_leads_are_for_risk_officers_alone(city):
    assert list_leads(city.viewer("maker"), on=city.on, stale_after=0) == []


def test_old_credit_report_of_an_entitled_firm_is_a_lead(city):
    leads = list_leads(city.viewer("risk"), on=city.on, stale_after=0)

    assert leads
    assert all(lead.outcome.verdict == "yes" for lead in leads)


def test_every_active_company_is_counted_once(city):
    counted = sum(one.total for one in count_credit_coverage(city.viewer("risk"), on=city.on))

    assert 0 < counted <= Party.objects.filter(kind="company").count()


def test_page_says_that_there_are_no_signals(city):
    page = city.client("risk").get("/risk/").content.decode()

    assert "还没有预警信号" in page
    assert "不是结论" in page
