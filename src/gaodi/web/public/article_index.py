"""The policy's articles by section, each with whether something runs under it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from gaodi.apps.policies.models import Article, Policy
from gaodi.apps.policies.selectors import list_articles
from gaodi.apps.programmes.models import Programme
from gaodi.values.numerals import article_label
from gaodi.web.public.wording import article_span
from gaodi.web.shell.ui.chips import Gap

NO_PROGRAMME = Gap("平台上还没有这一条的项目")


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One article. `running` and `ended` count its programmes; `gap` is set where units are made responsible and it
    never had one.
    """

    number: int
    heading: str
    running: int
    ended: int
    gap: Gap | None

    @property
    def name(self) -> str:
        return article_label(self.number)


@dataclass(frozen=True, slots=True)
class IndexSection:
    """One section of the document with its articles in order."""

    title: str
    span: str
    entries: tuple[IndexEntry, ...]

    @property
    def is_served(self) -> bool:
        """Whether an article of it has, or had, a programme."""
        return any(entry.running or entry.ended for entry in self.entries)


def read_index(policy: Policy | None, programmes: Iterable[Programme], on: date) -> tuple[IndexSection, ...]:
    """The articles by section; nothing before a pack is loaded."""
    if policy is None:
        return ()
    own = [one for one in programmes if one.policy == policy.code]
    running = [one.article for one in own if is_running(one, on)]
    ended = [one.article for one in own if has_ended(one, on)]
    articles = list_articles(policy)
    return tuple(
        _section(title, list(group), running, ended)
        for (_, title), group in groupby(articles, key=lambda one: (one.section_number, one.section))
    )


def is_running(programme: Programme, on: date) -> bool:
    """Whether the programme's rule holds that day."""
    if programme.valid_from is None or programme.valid_from > on:
        return False
    return programme.valid_to is None or on < programme.valid_to


def has_ended(programme: Programme, on: date) -> bool:
    """Whether the programme's last day is over."""
    return programme.valid_to is not None and programme.valid_to <= on


def count_gaps(index: Iterable[IndexSection]) -> int:
    return sum(entry.gap is not None for section in index for entry in section.entries)


def count_running(index: Iterable[IndexSection]) -> int:
    return sum(entry.running > 0 for section in index for entry in section.entries)


def count_ended(index: Iterable[IndexSection]) -> int:
    return sum(entry.ended > 0 and not entry.running for section in index for entry in section.entries)


def _section(
    title: str, articles: Sequence[Article], running: Sequence[int], ended: Sequence[int]
) -> IndexSection:
    entries = tuple(
        _entry(article, running.count(article.number), ended.count(article.number)) for article in articles
    )
    return IndexSection(title, article_span([one.number for one in articles]), entries)


def _entry(article: Article, running: int, ended: int) -> IndexEntry:
    gap = NO_PROGRAMME if article.lead_units and not running and not ended else None
    return IndexEntry(article.number, article.heading, running, ended, gap)
