"""What each fact is for: which conditions of which programme read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gaodi.apps.assessments.choices import RuleKind
from gaodi.apps.assessments.compiled import compiled, current_rule_sets
from gaodi.engines import rules

#: What the implicit conditions and the other expressions of a programme are called where a fact's use is told.
_ROLES = {
    "term": "事项发生在有效期内",
    "window": "在申领期内",
    "amount": "算出金额",
    "ladder": "分清阶段",
    "cap": "累计上限",
}


@dataclass(frozen=True, slots=True)
class Use:
    """One programme that reads a fact, and for what."""

    programme: str
    purposes: tuple[str, ...]


Uses = Mapping[str, tuple[Use, ...]]


def read_uses() -> Uses:
    """The uses of every fact that some programme in force reads, by its path (“event.board”)."""
    found: dict[str, list[Use]] = {}
    for rule_set in current_rule_sets(RuleKind.PROGRAMME):
        if rule_set.digest not in _CACHE:
            _CACHE[rule_set.digest] = _uses_in(compiled(rule_set))
        for path, use in _CACHE[rule_set.digest].items():
            found.setdefault(path, []).append(use)
    return {path: tuple(uses) for path, uses in found.items()}


def _uses_in(programme: rules.CompiledProgramme) -> dict[str, Use]:
    says = _ROLES | {one.id: one.says for one in programme.spec.conditions}
    nodes = [(says[name], node) for name, node in programme.conditions()]
    nodes += [
        (_ROLES[role], node) for role in ("amount", "ladder", "cap") if (node := programme.node_of(role))
    ]
    purposes: dict[str, dict[str, None]] = {}
    for purpose, node in nodes:
        for fact in node.facts():
            purposes.setdefault(fact.path, {})[purpose] = None
    return {path: Use(programme.spec.title, tuple(said)) for path, said in purposes.items()}


#: Uses by the digest of the rule set, which never changes its text.
_CACHE: dict[str, dict[str, Use]] = {}
