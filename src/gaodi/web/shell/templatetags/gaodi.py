"""Tags and filters of the shared look: icons, marks, money, days. `{% load gaodi %}`."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from gaodi.values.because import Truth
from gaodi.values.money import group_thousands
from gaodi.web.shell.ui import numbers
from gaodi.web.shell.ui.cells import component_of
from gaodi.web.shell.ui.marks import WORDS

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite. With a label it speaks; without one it is decoration."""
    address = f"{static('icons.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="gd-icon" role="img" aria-label="{}"><use href="{}"/></svg>', label, address
        )
    return format_html(
        '<svg class="gd-icon" aria-hidden="true" focusable="false"><use href="{}"/></svg>', address
    )


@register.inclusion_tag("components/mark.html")
def mark(truth: Truth | str, size: int = 18, said: bool = False, word: str = "") -> dict[str, Any]:
    """A truth as shape, colour and word; `said` prints the word beside it."""
    code = Truth(truth) if isinstance(truth, str) else truth
    return {"truth": code.value, "word": word or WORDS[code], "size": size, "said": said}


@register.simple_tag
def cell(value: object) -> SafeString:
    """A table cell by the kind of its value: text, money, tally, clock, chip, link."""
    return _component(value, bare=True)


@register.simple_tag
def boxed(value: object) -> SafeString:
    """The same outside a table: clocks in their box, amounts with their unit."""
    return _component(value, bare=False)


def _component(value: object, *, bare: bool) -> SafeString:
    name = component_of(value)
    if name is None:
        return format_html("{}", value if value not in (None, "") else numbers.NONE)
    found = get_template(f"components/{name}.html")
    return mark_safe(found.render({name: value, "bare": bare}))  # nosec B308 B703  a template escapes


def _parted(text: str) -> SafeString:
    """Digits with a thin gap between thousands; the gap is a margin, so copies are plain digits."""
    pieces = group_thousands(text) if numbers.is_number(text) else [text]
    gapped = format_html_join("", '<span class="gd-k">{}</span>', ((piece,) for piece in pieces[:-1]))
    return format_html("{}{}", gapped, pieces[-1])


@register.filter
def wan(yuan: Decimal | int | None) -> SafeString:
    """Yuan as 万元 with two decimals, for cells and big figures (no unit). None is —."""
    return _parted(numbers.wan(yuan))


@register.filter
def yi(yuan: Decimal | int | None) -> SafeString:
    """Yuan as 亿元 with three decimals. None is —."""
    return _parted(numbers.yi(yuan))


@register.filter
def yuan(amount: Decimal | int | None) -> SafeString:
    """Yuan with two decimals. None is —."""
    return _parted(numbers.yuan(amount))


@register.filter
def figure(value: Decimal | int | str | None) -> SafeString:
    """Any number as it is, thousands parted. None is —; words stay words."""
    return _parted(numbers.as_is(value))


@register.filter
def parted(text: str) -> SafeString:
    """Text of a cell with its long numbers parted: “− 1000.00 万元”."""
    pieces = numbers.split_numbers(text)
    return format_html_join("", "{}", ((_parted(piece),) for piece in pieces))


@register.filter
def say_money(amount: Decimal | int | None) -> str:
    """Yuan for running text with its unit: “1000 万元”, “38.42 万元”, without a gap."""
    return numbers.said(amount)


@register.filter
def percent(fraction: Decimal | None) -> str:
    """A fraction as percent, to one decimal at most."""
    return numbers.percent(fraction)


#: What a line never breaks inside: 2025-12-24, 淄政发〔2020〕16号.
_WHOLE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[\u4e00-\u9fff]{0,4}〔[0-9]{4}〕[0-9]+号")


@register.filter
def bind(text: str | None) -> SafeString:
    """Text whose figures keep their units: no line breaks between “365” and “天”, inside “第 18”, a day or a number
    of a document. Days stay plain digits and hyphens, so that copies can be searched for."""
    bound = conditional_escape(numbers.bind(text or ""))
    return mark_safe(_WHOLE.sub(r'<span class="gd-keep">\g<0></span>', bound))  # nosec B308 B703  escaped above


@register.filter
def day(value: date | None) -> str:
    """2025-06-30; None is —."""
    return value.isoformat() if value else numbers.NONE


@register.filter
def short_day(value: date | None) -> str:
    """06-30, for dense cells where the year is plain."""
    return value.strftime("%m-%d") if value else numbers.NONE


@register.filter
def weekday(value: date) -> str:
    """周一 … 周日."""
    return "周" + "一二三四五六日"[value.weekday()]


@register.filter
def circled(number: int) -> str:
    """① … ⑳; past twenty the number in brackets."""
    return chr(0x245F + number) if 1 <= number <= 20 else f"（{number}）"


@register.filter
def share_percent(share: Decimal | float | None) -> str:
    """A share of a bar as the length of an SVG shape: “62.5%”, kept between 0 and 100."""
    return numbers.share_percent(share)
