"""Reads of policy documents; all of it is public."""

from __future__ import annotations

from gaodi.apps.policies.models import Article, Goal, Policy


def get_main_policy() -> Policy | None:
    """The document that the city's service rests on: the first that came into force. None before the pack is loaded."""
    return Policy.objects.order_by("effective_from", "pk").first()


def list_articles(policy: Policy) -> list[Article]:
    """Its articles in order."""
    return list(policy.articles.all())


def get_article(policy: Policy, number: int) -> Article | None:
    return policy.articles.filter(number=number).first()


def list_goals(policy: Policy) -> list[Goal]:
    """Its goals in order."""
    return list(policy.goals.all())
