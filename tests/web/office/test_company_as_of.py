"""A fact's history, and the answer of yesterday after a correction."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from gaodi.kernel.clock import SHANGHAI

CORRECTED = datetime(2025, 6, 20, 9, 0, tzinfo=SHANGHAI)
BEFORE = "2025-06-19"


@pytest.fixture
def corrected(city):
    """A firm whose revenue of 2024 was told as 1000 万元 and corrected to 900 万元 on 2025-06-20."""
    from gaodi.apps.registry.models import Statement
    from tests.factories.registry import make_company

    party = make_company("淄博青砚更正有限公司")
    _state(party, "10000000", known_from=CORRECTED - timedelta(days=60), known_to=CORRECTED)
    _state(party, "9000000", known_from=CORRECTED)
    assert Statement.objects.filter(party=party).count() == 2
    return party


def _state(party, revenue, *, year=2024, **known):
    from gaodi.apps.registry.models import Statement

    return Statement.objects.create(
        party=party, period="annual", scope="consolidated", period_start=date(year, 1, 1),
        period_end=date(year, 12, 31), revenue_yuan=Decimal(revenue), valid_from=date(year + 1, 1, 1),
        source="audit_report", source_on=date(year + 1, 4, 1), standing="verified", **known,
    )  # fmt: skip


def _get(city, party, who="maker", htmx=False, **asked):
    headers = {"HX-Request": "true"} if htmx else {}
    return city.client(who).get(f"/office/companies/{party.public_id}/", asked, headers=headers)


def test_yesterdays_answer_can_be_asked_for(city, corrected):
    now = _get(city, corrected).content.decode()
    then = _get(city, corrected, known=BEFORE).content.decode()

    assert "900.00" in now
    assert '<span class="gd-k">1</span>000.00' in then
    assert "时所知，其后的更正不计" in then
    assert "以下是" not in now


def test_a_past_day_is_said_and_kept_by_the_views(city, corrected):
    text = _get(city, corrected, on="2024-12-31").content.decode()

    assert "2024-12-31" in text
    assert "按现在所知" in text
    assert "?on=2024-12-31&amp;view=statements" in text
    assert "尚无数字" in text


def test_history_tells_each_value_with_its_span_and_source(city, corrected):
    answer = _get(city, corrected, htmx=True, view="facts", fact="company.revenue")
    text = answer.content.decode()

    assert "<html" not in text
    assert text.index("900") < text.index("1000")
    assert "2025-06-20 09:00" in text
    assert "审计报告" in text
    assert "2025-01-01</span>\xa0起" in text


def test_history_opens_without_script_too(city, corrected):
    text = _get(city, corrected, view="facts", fact="company.revenue").content.decode()

    assert "<html" in text
    assert "历来所知" in text


def test_history_of_a_withheld_fact_is_empty(city, corrected):
    text = _get(city, corrected, htmx=True, view="facts", fact="company.has_npl").content.decode()

    assert "从来没有人告诉过平台" in text


def test_no_history_of_what_is_no_fact(city, corrected):
    assert _get(city, corrected, htmx=True, view="facts", fact="company.x").status_code == 404


def test_history_names_the_file_and_the_person_who_corrected(city):
    from gaodi.apps.intake.models import IntakeFile, Outlet
    from tests.factories.registry import make_company

    file = IntakeFile.objects.create(
        outlet=Outlet.objects.all()[0], kind="statement", name="年报更正.xlsx", digest="0" * 64, size=1,
        source_on=city.on, received_at=CORRECTED, actor={"name": "王珺"},
    )  # fmt: skip
    party = make_company("淄博青砚报送有限公司")
    _state(party, "9000000", known_from=CORRECTED, batch=file.pk)

    told = _get(city, party, "auditor", htmx=True, view="facts", fact="company.revenue")
    hidden = _get(city, party, "district", htmx=True, view="facts", fact="company.revenue")

    assert "王珺，文件“年报更正.xlsx”" in told.content.decode()
    assert f"接入批次 {file.pk}" in hidden.content.decode()


def test_statements_mark_a_corrected_figure_and_lead_to_both_versions(city, corrected):
    text = _get(city, corrected, view="statements").content.decode()

    assert "有更正" in text
    assert '原 <del><span class="gd-k">1</span>000.00</del>' in text
    assert 'id="versions-annual-consolidated-2024-12-31"' in text
    assert "现用" in text


def test_statements_say_what_is_missing(city, corrected):
    _state(corrected, "8000000", year=2022, known_from=CORRECTED)

    text = _get(city, corrected, view="statements").content.decode()

    assert "2023 年" in text
    assert "未报送" in text
    assert ">缺</td>" in text
    assert "都没有报送的：" in text
    assert "没有报表" in _get(city, corrected, view="statements", period="quarter").content.decode()


def test_charts_have_their_words_and_their_table(city):
    text = _get(city, city.flagship(), view="statements").content.decode()

    assert text.count("gd-chart__summary") == 4
    assert "研发强度" in text
    assert "看表格" in text
