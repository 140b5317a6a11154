"""What the tags and filters print."""

from datetime import date
from decimal import Decimal

import pytest
from django.template import Context, Template

from gaodi.web.shell.ui.clocks import paused_clock
from gaodi.web.shell.ui.figures import Link, Money
from gaodi.web.shell.ui.marks import Tally

pytestmark = pytest.mark.no_database


def render(source, **context):
    return Template("{% load gaodi %}" + source).render(Context(context)).strip()


def test_thousands_are_parted_by_a_margin_only():
    text = render("{{ amount|wan }}", amount=Decimal(89_306_000))

    assert text == '<span class="gd-k">8</span>930.60'


def test_computations_part_the_numbers_inside_their_text():
    assert render("{{ text|parted }}", text="− 1000.00 万元") == '− <span class="gd-k">1</span>000.00 万元'


def test_text_given_to_a_figure_is_escaped():
    assert render("{{ value|figure }}", value="<b>") == "&lt;b&gt;"


def test_days_have_their_forms():
    monday = date(2025, 6, 30)

    assert render("{{ on|day }} {{ on|short_day }} {{ on|weekday }}", on=monday) == "2025-06-30 06-30 周一"


@pytest.mark.parametrize(("number", "sign"), [(1, "①"), (20, "⑳"), (21, "（21）")])
def test_clauses_are_numbered_in_circles(number, sign):
    assert render("{{ number|circled }}", number=number) == sign


def test_icon_without_a_label_is_decoration():
    assert 'aria-hidden="true"' in render('{% icon "bell" %}')


def test_icon_with_a_label_speaks():
    assert 'role="img" aria-label="消息"' in render('{% icon "bell" "消息" %}')


def test_mark_has_its_word_as_its_name():
    assert 'aria-label="缺这项事实"' in render('{% mark "unknown" %}')


@pytest.mark.parametrize(
    ("value", "part"),
    [
        (Money(Decimal(3_000_000)), "300.00"),
        (Tally(4, 0, 1), "gd-tally"),
        (paused_clock("补正中"), "停表，补正中"),
        (Link("开", "/a/"), '<a href="/a/">开</a>'),
        ("", "—"),
        (None, "—"),
        ("<i>", "&lt;i&gt;"),
    ],
)
def test_cells_are_drawn_by_their_kind(value, part):
    assert part in render("{% cell value %}", value=value)


def test_outside_a_table_clocks_are_boxed():
    assert "gd-clock--boxed" in render("{% boxed value %}", value=paused_clock("补正中"))
    assert "gd-clock--boxed" not in render("{% cell value %}", value=paused_clock("补正中"))
