"""The policy's articles by section, each with whether something runs under it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from gaodi.apps.policies.models import Article, Policy
from gaodi.apps.policies.selectors import list_articles
from gaodi.apps.programmes.models import Programme
from gaodi.web.public.wording import article_name, article_span
from gaodi.web.shell.ui.chips import Gap

NO_PROGRAMME = Gap("平台上还没有这一条的项目")


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One article. `gap` is set where units are made responsible and no programme runs; `running` counts those that do."""

    number: int
    heading: str
    running: int
    gap: Gap | None

    @property
    def name(self) -> str:
        return article_name(self.number)


@dataclass(frozen=True, slots=True)
class IndexSection:
    """One section of the document with its articles in order."""

    title: str
    span: str
    entries: tuple[IndexEntry, ...]

    @property
    def running(self) -> bool:
        return any(entry.running for entry in self.entries)


def read_index(policy: Policy | None, programmes: Iterable[Programme], on: date) -> tuple[IndexSection, ...]:
    """The articles by section; nothing before a pack is loaded."""
    if policy is None:
        return ()
    running = [one.article for one in programmes if one.policy == policy.code and is_running(one, on)]
    articles = list_articles(policy)
    return tuple(
        _section(title, list(group), running)
        for (_, title), group in groupby(articles, key=lambda one: (one.section_number, one.section))
    )


def is_running(programme: Programme, on: date) -> bool:
    """Whether the programme's rule holds that day."""
    if programme.valid_from is None or programme.valid_from > on:
        return False
    return programme.valid_to is None or on < programme.valid_to


def count_gaps(index: Iterable[IndexSection]) -> int:
    return sum(entry.gap is not None for section in index for entry in section.entries)


def count_running(index: Iterable[IndexSection]) -> int:
    return sum(entry.running > 0 for section in index for entry in section.entries)


def _section(title: str, articles: list[Article], running: list[int]) -> IndexSection:
    entries = tuple(_entry(article, running.count(article.number)) for article in articles)
    return IndexSection(title, article_span([one.number for one in articles]), entries)


def _entry(article: Article, running: int) -> IndexEntry:
    gap = NO_PROGRAMME if article.lead_units and not running else None
    return IndexEntry(article.number, article.heading, running, gap)
