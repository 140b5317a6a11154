"""Where a condition stands in the policy: article numbers in words, their digests, the way to their pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse

from gaodi.apps.policies.selectors import get_main_policy, list_articles
from gaodi.apps.programmes.models import Programme
from gaodi.apps.programmes.selectors import ClausesOf, clause_of_policy
from gaodi.engines import rules
from gaodi.values.numerals import article_label


@dataclass(frozen=True, slots=True)
class ArticleNote:
    """What pages say of one article: its name, our digest, the units that lead it, its page."""

    number: int
    heading: str
    digest: str
    lead_units: tuple[str, ...]
    href: str

    @property
    def name(self) -> str:
        return article_label(self.number)


@dataclass(frozen=True, slots=True)
class PolicyNotes:
    """The document that the city's service rests on, as far as pages quote it."""

    code: str = ""
    number: str = ""
    articles: Mapping[int, ArticleNote] | None = None

    def article(self, number: int) -> ArticleNote | None:
        return (self.articles or {}).get(number)

    def address(self, number: int) -> str:
        """The public page of an article; looked up once for those that the policy has."""
        note = self.article(number)
        return note.href if note else article_href(number)


@lru_cache(maxsize=4)
def read_policy(pack_version: str) -> PolicyNotes:
    """The policy of a pack version; policies change with the pack only, so each version is read once."""
    policy = get_main_policy()
    if policy is None:
        return PolicyNotes()
    notes = {
        one.number: ArticleNote(
            one.number, one.heading, one.digest, tuple(one.lead_units), article_href(one.number)
        )
        for one in list_articles(policy)
    }
    return PolicyNotes(policy.code, policy.number, notes)


def clauses_in(policy: PolicyNotes) -> ClausesOf:
    """For each programme: the article that a condition's clause number means."""

    def of(programme: Programme) -> rules.ClauseOf:
        document = policy.number if programme.policy == policy.code else programme.policy
        return clause_of_policy(document, policy.address)

    return of


def article_href(number: int) -> str:
    """The public page of an article."""
    return reverse("public:article", args=[number])
