"""Rule sets in force, compiled once for each version and vocabulary."""

from __future__ import annotations

from gaodi.apps.assessments.choices import RuleKind
from gaodi.apps.assessments.dictionary import current_dictionary
from gaodi.apps.assessments.models import RuleSet
from gaodi.engines import rules
from gaodi.kernel.once import once
from gaodi.kernel.packs import current_digest


def current_rule_sets(kind: RuleKind) -> list[RuleSet]:
    """The versions in force, by code."""
    in_force = RuleSet.objects.filter(kind=kind, superseded_at__isnull=True)
    return once(("rule_sets", kind), lambda: list(in_force.order_by("code")))


def get_rule_set(kind: RuleKind, code: str) -> RuleSet | None:
    """The version in force of one code."""
    return next((one for one in current_rule_sets(kind) if one.code == code), None)


def compiled(rule_set: RuleSet) -> rules.CompiledProgramme:
    """The rule set ready to bind. Raises: ProblemsFound: its facts are no longer declared."""
    key = (rule_set.digest, current_digest() or "")
    ready = _CACHE.get(key)
    if ready is None:
        ready = rules.compile_programme(rules.spec_from_json(rule_set.spec), current_dictionary())
        if len(_CACHE) > _MOST:
            _CACHE.clear()
        _CACHE[key] = ready
    return ready


#: Compiled rule sets by their digest and the digest of the pack whose words they carry.
_CACHE: dict[tuple[str, str], rules.CompiledProgramme] = {}
_MOST = 512
