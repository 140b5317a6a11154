"""A programme's page says what the rule says."""

from datetime import date
from decimal import Decimal

from gaodi.kernel.people import Viewer
from gaodi.web.public.programme import read_programme

NOBODY = Viewer.anonymous()


def test_the_district_with_a_rule_of_its_own_is_verified_and_the_rest_assumed(on):
    rows = read_programme(NOBODY, on, "listing_award").amounts.rows

    assert {row.labels[0]: row.parameter.verified for row in rows} == {"淄川区以外": False, "淄川区": True}


def test_the_district_pays_its_bse_firms_two_three_five_of_eight_million(on):
    rows = read_programme(NOBODY, on, "listing_award").amounts.rows

    own = next(row for row in rows if row.labels == ("淄川区", "北交所"))

    assert [yuan for _, yuan in own.by_stage] == [Decimal(1_600_000), Decimal(2_400_000), Decimal(4_000_000)]
    assert own.total == Decimal(8_000_000)


def test_an_overseas_listing_pays_once_at_the_listing(on):
    rows = read_programme(NOBODY, on, "listing_award").amounts.rows

    overseas = next(row for row in rows if row.labels[0] == "淄川区" and "纳斯达克" in row.labels[1])

    assert [yuan for _, yuan in overseas.by_stage] == [None, None, Decimal(2_000_000)]


def test_after_the_last_day_the_page_stays_with_the_amounts_of_that_day():
    page = read_programme(NOBODY, date(2025, 12, 25), "listing_award")

    assert page.term.expired.last_day == date(2025, 12, 24)
    assert page.amounts.as_of == date(2025, 12, 24)
    assert page.amounts.rows


def test_every_condition_names_its_clause_and_how_it_is_judged(on):
    page = read_programme(NOBODY, on, "listing_award")

    assert all(one.clause and one.written for one in page.conditions)


def test_what_the_page_says_of_evidence_is_chinese(on):
    page = read_programme(NOBODY, on, "listing_award")

    assert page.evidence
    assert not any(word.isascii() for word in (*page.evidence, *page.flags))


def test_a_programme_that_is_not_there_has_no_page(on):
    assert read_programme(NOBODY, on, "nothing") is None
