"""One box over programmes, articles, real listings and reporting units: by name, code, pinyin or initials."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from gaodi.apps.policies.models import Article, Policy
from gaodi.apps.policies.selectors import get_main_policy, list_articles
from gaodi.apps.programmes.selectors import list_programmes
from gaodi.apps.regions.selectors import list_reporting_units
from gaodi.apps.registry.pinyin import pinyin_keys
from gaodi.kernel.people import Viewer
from gaodi.values.numerals import article_label
from gaodi.web.public.gate import public_page
from gaodi.web.shell.asked import Query
from gaodi.web.shell.public_listings import list_public_listings
from gaodi.web.shell.ui.figures import Link
from gaodi.web.shell.ui.states import Empty

LONGEST = 40


@dataclass(frozen=True, slots=True)
class Hit:
    """One result: where it leads, its name, a line of context."""

    title: str
    note: str
    href: str


@dataclass(frozen=True, slots=True)
class HitGroup:
    """Results of one kind."""

    title: str
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What was found for `asked`; nothing was asked where it is empty."""

    asked: str
    groups: tuple[HitGroup, ...]
    total: int
    empty: Empty


def read_search(viewer: Viewer, on: date, asked: str) -> SearchPage:
    """Public matters whose name, code, pinyin or initials hold the words asked for, at most forty characters."""
    word = asked.strip()[:LONGEST]
    groups = tuple(group for group in _find(word, on) if group.hits) if word else ()
    return SearchPage(
        word,
        groups,
        sum(len(group.hits) for group in groups),
        Empty(
            f"没有查到“{word}”",
            "这里只查公开内容：项目、条款、新增上市公司和区县。可以换一个更短的词，或用证券代码、拼音首字母。"
            "企业自己的结论要登录后看。",
            Link("看全部条款", reverse("public:policy")),
        ),
    )


def _find(word: str, on: date) -> Iterable[HitGroup]:
    policy = get_main_policy()
    yield HitGroup("项目", tuple(_programmes(word)))
    yield HitGroup("条款", tuple(_articles(word, policy)))
    yield HitGroup("上市公司", tuple(_listings(word, policy, on)))
    yield HitGroup("区县", tuple(_units(word)))


def _programmes(word: str) -> Iterable[Hit]:
    for one in list_programmes():
        if is_match(word, (one.title, one.rule_title), one.code):
            note = f"{article_label(one.article)}，{one.rule_title or '未见实施细则'}"
            yield Hit(one.title, note, reverse("public:programme", args=[one.code]))


def _articles(word: str, policy: Policy | None) -> Iterable[Hit]:
    for one in list_articles(policy) if policy else ():
        if is_match(word, (one.heading, one.long_heading), "") or _is_in_text(word, one):
            title = f"{article_label(one.number)} {one.heading}"
            yield Hit(title, one.long_heading, reverse("public:article", args=[one.number]))


def _is_in_text(word: str, article: Article) -> bool:
    measures = "".join(measure["says"] for measure in article.measures)
    named = {str(article.number), article_label(article.number), f"第{article.number}条"}
    return word in named or word in article.digest or word in measures


def _listings(word: str, policy: Policy | None, on: date) -> Iterable[Hit]:
    for one in list_public_listings(policy, on):
        if is_match(word, (one.name,), one.stock_code):
            note = f"{one.stock_code}，{one.board}，{one.listed_on.isoformat()} 上市，{one.unit_name}"
            yield Hit(one.name, note, reverse("public:listings"))


def _units(word: str) -> Iterable[Hit]:
    for one in list_reporting_units():
        if is_match(word, (one.name,), one.division_code or one.platform_code):
            yield Hit(one.name, "可享、差一项和上市公司的家数", reverse("public:unit", args=[one.code]))


def is_match(word: str, names: Iterable[str], code: str) -> bool:
    """Whether a name holds the word, its reading begins with it, or the code does."""
    joined = word.lower().replace(" ", "")
    if code and code.lower().startswith(joined):
        return True
    return any(word in name or any(key.startswith(joined) for key in _keys(name)) for name in names)


@lru_cache(maxsize=512)
def _keys(name: str) -> tuple[str, str]:
    keys = pinyin_keys(name)
    return keys.full.replace(" ", ""), keys.initials


@public_page
def show_search(request: HttpRequest) -> HttpResponse:
    """/search/"""
    page = read_search(request.viewer, request.business_day, Query.of(request).get("q"))  # type: ignore[attr-defined]
    return render(request, "public/search.html", {"page": page})
