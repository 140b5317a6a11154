"""Writing policy documents as the pack states them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from gaodi.apps.policies.models import Article, Goal, Policy

_FIELDS = ("number", "title", "issued_on", "effective_from", "effective_to")


def load_policies(data: list[dict[str, Any]], *, version_id: int, at: datetime) -> None:
    """Each document with its articles and goals, replaced as a whole."""
    for item in data:
        defaults = {field: item[field] for field in _FIELDS}
        policy, _ = Policy.objects.update_or_create(code=item["code"], defaults=defaults)
        policy.articles.all().delete()
        Article.objects.bulk_create(Article(policy=policy, **article) for article in item["articles"])
        policy.goals.all().delete()
        Goal.objects.bulk_create(
            Goal(policy=policy, position=position, **goal) for position, goal in enumerate(item["goals"])
        )
