"""The facts that are held of an enterprise."""

from datetime import date

from tests.factories.registry import make_company, make_listing_event, make_support

FACTS = "/enterprise/facts/"


def facts_of(page):
    return {fact.label: fact for section in page.sections for block in section.blocks for fact in block.facts}


def test_each_fact_has_value_source_day_and_use(flagship, sign_in):
    page = sign_in(flagship).get(FACTS).context["page"]
    board = facts_of(page)["板块"]

    assert (board.value, board.source, board.source_on) == ("创业板", "交易所公告", date(2025, 6, 12))
    assert board.standing.word == "已核"
    assert "在境内外主要交易所申报" in board.uses[0].purposes
    assert "算出金额" in board.uses[0].purposes


def test_lacking_fact_is_drawn_and_said_at_the_top(sign_in):
    party = make_company(credit_checked=False)

    response = sign_in(party).get(FACTS)
    page = response.context["page"]

    assert [one.label for one in page.lacking] == ["列入严重失信名单"]
    assert facts_of(page)["列入严重失信名单"].is_lacking
    assert "缺的不按“不符合”处理" in response.content.decode()


def test_declared_fact_is_not_taken_for_a_checked_one(sign_in):
    party = make_company()
    make_listing_event(party, standing="declared", source="enterprise")

    page = sign_in(party).get(FACTS).context["page"]

    assert facts_of(page)["上市阶段"].standing.word == "申报，待核"


def test_events_stand_by_day_and_payments_below(flagship, sign_in):
    make_listing_event(flagship, kind="tutoring_filed", board="chinext", on=date(2024, 11, 18))
    make_support(flagship, None, "2000000", on=date(2024, 12, 30))

    page = sign_in(flagship).get(FACTS).context["page"]
    events = next(section for section in page.sections if section.anchor == "listing")

    assert [block.title for block in events.blocks] == ["2024-11-18 辅导，创业板", "2025-06-12 受理，创业板"]
    assert [entry.title for entry in page.supports] == ["2024-12-30 拨付"]


def test_a_part_shows_all_its_facts_and_folds_those_that_nobody_told(sign_in):
    response = sign_in(make_company()).get(f"{FACTS}?part=people")
    page = response.context["page"]

    assert [section.anchor for section in page.sections] == ["people"]
    assert "从业人员" in {fact.label for fact in page.sections[0].blocks[0].folded}
    assert "没有数据，也没有规则在等" in response.content.decode()


def test_a_part_that_does_not_exist_shows_what_rules_read(flagship, sign_in):
    page = sign_in(flagship).get(f"{FACTS}?part=nonsense").context["page"]

    assert page.part == "in_use"
    assert all(fact.uses for fact in facts_of(page).values())


def test_identifiers_of_rows_are_no_facts(flagship, sign_in):
    page = sign_in(flagship).get(FACTS).context["page"]

    assert "企业编号" not in facts_of(page)
