"""Writing programmes as the pack states them, and handing their rules to the assessments."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from gaodi.apps.assessments.choices import RuleKind
from gaodi.apps.assessments.services.rule_sets import publish_rule_sets
from gaodi.apps.programmes.models import Programme
from gaodi.engines import rules


def load_programmes(data: dict[str, Any], *, version_id: int, at: datetime) -> None:
    """A row for each programme, and its rule set for those that are swept."""
    specs = {code: rules.spec_from_json(item) for code, item in data.items()}
    for code, spec in specs.items():
        Programme.objects.update_or_create(code=code, defaults=_fields(spec))
    Programme.objects.exclude(code__in=specs).update(is_withdrawn=True)
    swept = {code: item for code, item in data.items() if specs[code].kind is rules.Kind.ENTITLEMENT}
    publish_rule_sets(RuleKind.PROGRAMME, swept, at=at)


def _fields(spec: rules.ProgrammeSpec) -> dict[str, Any]:
    rule = spec.rule
    return {
        "title": spec.title,
        "kind": spec.kind.value,
        "policy": spec.framework.policy,
        "article": spec.framework.article,
        "rule_title": rule.title if rule else "",
        "valid_from": rule.valid.start if rule else None,
        "valid_to": rule.valid.end if rule else None,
        "is_withdrawn": False,
    }
