"""Articles: present names, gaps, terms, the listing goal."""

from datetime import date

import pytest

from gaodi.kernel.people import Viewer
from gaodi.web.public.article import read_article, read_policy

NOBODY = Viewer.anonymous()
LAST_DAY = date(2025, 12, 24)


def test_a_renamed_unit_shows_its_present_name_and_the_documents(on):
    lead = read_article(NOBODY, on, 5).units.lead[0]

    assert (lead.name, lead.printed) == ("市委金融办", "市地方金融监管局")


def test_a_unit_keeps_the_documents_name_before_it_was_renamed():
    lead = read_article(NOBODY, date(2021, 1, 4), 5).units.lead[0]

    assert (lead.name, lead.printed) == ("市地方金融监管局", "")


def test_only_the_listing_award_of_article_five_leads_to_a_programme(on):
    clauses = read_article(NOBODY, on, 5).clauses

    assert [bool(clause.href) for clause in clauses] == [False, False, True, False]
    assert [clause.service for clause in clauses if not clause.href] == [
        "上市绿色通道",
        "一函通办",
        "分拆上市奖励",
    ]
    assert all(clause.chip for clause in clauses if not clause.href)


def test_an_article_with_units_and_no_programme_is_a_gap(on):
    page = read_article(NOBODY, on, 8)

    assert page.entry.gap is not None
    assert page.clauses == ()


def test_the_policy_is_in_force_on_its_last_day_and_over_the_day_after():
    assert read_policy(NOBODY, LAST_DAY).term.expired is None
    assert read_policy(NOBODY, LAST_DAY).running == 1

    after = read_policy(NOBODY, date(2025, 12, 25))

    assert after.term.expired.last_day == LAST_DAY
    assert after.running == 0


def test_the_listing_goal_counts_only_what_happened_by_the_day():
    early, later = read_article(NOBODY, date(2021, 6, 30), 5), read_article(NOBODY, date(2025, 6, 30), 5)

    assert (early.panel.figure, later.panel.figure) == (2, 8)
    assert later.panel.short_by == 17


def test_a_goal_without_a_published_figure_says_so(on):
    rows = read_article(NOBODY, on, 2).goals

    assert len(rows) == 8
    assert [row.name for row in rows if row.figure is not None] == ["新增上市公司"]


def test_targets_are_said_with_their_qualifiers(on):
    assert [row.said for row in read_article(NOBODY, on, 2).goals] == [
        "力争 350 亿元",
        "7% 以上",
        "突破 35 亿元",
        "高于同期 GDP 增速 2 个百分点",
        "25 家以上",
        "高于全省平均增速",
        "20% 左右",
        "突破 2000 亿元",
    ]


def test_each_document_is_one_row_that_names_what_is_assumed(on):
    documents = read_article(NOBODY, on, 5).documents

    assert len({one.title for one in documents}) == len(documents)
    assert all(bool(one.assumed) == (not one.parameters[-1].verified) for one in documents)


def test_years_of_the_goal_stop_at_its_last():
    years = read_article(NOBODY, date(2027, 3, 1), 5).panel.years

    assert years[-1].label == "2025 年"


@pytest.mark.parametrize("number", [0, 26])
def test_there_is_no_page_for_an_article_that_the_policy_lacks(on, number):
    assert read_article(NOBODY, on, number) is None


def test_an_article_whose_programme_is_over_is_not_called_a_gap():
    page = read_article(NOBODY, date(2025, 12, 25), 5)

    assert page.entry.gap is None
    assert (page.entry.running, page.entry.ended) == (0, 1)
