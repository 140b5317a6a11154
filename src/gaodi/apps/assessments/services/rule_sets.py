"""Publishing rule sets: a new version where the rule differs, nothing where it does not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from gaodi.apps.assessments.choices import RuleKind
from gaodi.apps.assessments.models import RuleSet
from gaodi.kernel.packs.canonical import digest_of


def publish_rule_sets(kind: RuleKind, specs: Mapping[str, Any], *, at: datetime) -> list[RuleSet]:
    """The versions that are new. A code that `specs` no longer holds is superseded by nothing: it stops being judged.

    Args: specs: canonical JSON by code.
    """
    current = {row.code: row for row in RuleSet.objects.filter(kind=kind, superseded_at__isnull=True)}
    gone = [row.pk for code, row in current.items() if code not in specs]
    RuleSet.objects.filter(pk__in=gone).update(superseded_at=at)
    return [new for code, spec in specs.items() if (new := _publish(kind, code, spec, current.get(code), at))]


def _publish(kind: RuleKind, code: str, spec: Any, current: RuleSet | None, at: datetime) -> RuleSet | None:
    digest = digest_of(spec)
    if current is not None and current.digest == digest:
        return None
    if current is not None:
        RuleSet.objects.filter(pk=current.pk).update(superseded_at=at)
    last = RuleSet.objects.filter(kind=kind, code=code).order_by("-number").first()
    return RuleSet.objects.create(
        kind=kind,
        code=code,
        digest=digest,
        number=last.number + 1 if last else 1,
        spec=spec,
        published_at=at,
    )
