"""From a spec to something that runs: the passes, in order."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

from gaodi.engines.rules.canonical import digest_of
from gaodi.engines.rules.check import check
from gaodi.engines.rules.dictionary import Dictionary
from gaodi.engines.rules.draft import Draft, Expression, start
from gaodi.engines.rules.emit import emit
from gaodi.engines.rules.lower import lower
from gaodi.engines.rules.nodes import FactRef, Node
from gaodi.engines.rules.parse import parse
from gaodi.engines.rules.plan import Plan
from gaodi.engines.rules.resolve import resolve
from gaodi.engines.rules.spec import ProgrammeSpec
from gaodi.engines.rules.typing_ import assign_types

#: Each takes a draft and gives a draft. Up to `check` problems gather; `lower` refuses if there are any.
PASSES: tuple[Callable[[Draft], Draft], ...] = (parse, resolve, assign_types, check, lower, emit)


@dataclass(frozen=True, slots=True)
class CompiledProgramme:
    """A checked programme. `facts` is the order in which rows of values are given; `source` the generated Python."""

    spec: ProgrammeSpec
    facts: tuple[FactRef, ...]
    source: str
    fingerprint: str
    plan: Plan = field(repr=False)
    expressions: tuple[Expression, ...] = field(repr=False)

    @property
    def condition_ids(self) -> tuple[str, ...]:
        """The conditions in the order of `Judgement.conditions`: the programme's own, then `term` and `window`."""
        return self.plan.condition_ids

    @property
    def event_index(self) -> int | None:
        """Where the day of the event stands in a row; None where a programme is judged by the day of judgement."""
        return 0 if self.spec.event_on else None

    @property
    def is_wide(self) -> bool:
        """Whether some number on the way may pass 2**63 - 1, so that compiled code must not use 64 bits throughout."""
        nodes = (node for one in self.expressions if one.node for node in one.node.walk())
        return any(node.bounds is not None and node.bounds.wide for node in nodes)

    def index_of(self, path: str) -> int | None:
        """Where a fact stands in a row."""
        return next((index for index, fact in enumerate(self.facts) if fact.path == path), None)

    def node_of(self, role: str) -> Node | None:
        """The typed tree of `amount`, `cap`, `top_up`, `ladder` or `event_on`."""
        return next((one.node for one in self.expressions if one.role == role), None)

    def conditions(self) -> tuple[tuple[str, Node], ...]:
        """(id, typed tree) of every condition, in order."""
        return tuple((one.id, one.node) for one in self.expressions if one.role == "condition" and one.node)


def compile_programme(spec: ProgrammeSpec, dictionary: Dictionary) -> CompiledProgramme:
    """The programme, ready to bind.

    Raises: ProblemsFound: every wrong name, type, unit, code or range, with its place.
    """
    draft = start(spec, dictionary)
    for each_pass in PASSES:
        draft = each_pass(draft)
    assert draft.plan is not None
    fingerprint = hashlib.sha256(f"{digest_of(spec)}\n{draft.source}".encode()).hexdigest()
    return CompiledProgramme(spec, draft.facts, draft.source, fingerprint, draft.plan, draft.expressions)
