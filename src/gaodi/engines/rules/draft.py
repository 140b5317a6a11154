"""What the passes hand on: a programme's expressions with their trees, and the problems met so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from gaodi.engines.rules.dictionary import Dictionary
from gaodi.engines.rules.nodes import FactRef, Node
from gaodi.engines.rules.plan import Plan
from gaodi.engines.rules.spec import ProgrammeSpec
from gaodi.values.places import Problem, ProblemsFound


class Wrong(Exception):
    """An expression that cannot be compiled; the pass turns it into a Problem at the expression's place."""

    def __init__(self, message: str, suggestion: str | None = None) -> None:
        self.message, self.suggestion = message, suggestion
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Expression:
    """One expression of a programme.

    `role` is `condition`, or what the programme uses it for: event_on, ladder, amount, cap, top_up. `path` is its way
    in the spec. `node` is None until `parse`, and after a pass that refused it.
    """

    role: str
    id: str
    path: str
    text: str
    node: Node | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A programme on its way through the passes; `problems` is the one list that all passes add to."""

    spec: ProgrammeSpec
    dictionary: Dictionary
    expressions: tuple[Expression, ...]
    facts: tuple[FactRef, ...] = ()
    plan: Plan | None = None
    source: str = ""
    problems: list[Problem] = field(default_factory=list)

    def of(self, role: str) -> Expression | None:
        return next((one for one in self.expressions if one.role == role), None)

    def conditions(self) -> tuple[Expression, ...]:
        return tuple(one for one in self.expressions if one.role == "condition")

    def report(self, path: str, message: str, suggestion: str | None = None) -> None:
        self.problems.append(Problem(self.spec.origin.place(path), message, suggestion))

    def each(self, change: Callable[[Expression], Node | None]) -> Draft:
        """The draft with every remaining tree changed; an expression that is `Wrong` is reported and dropped."""
        return replace(self, expressions=tuple(self._changed(one, change) for one in self.expressions))

    def refuse_problems(self) -> None:
        """Raises: ProblemsFound: any pass so far has met one."""
        if self.problems:
            raise ProblemsFound(self.problems)

    def _changed(self, one: Expression, change: Callable[[Expression], Node | None]) -> Expression:
        try:
            return replace(one, node=change(one))
        except Wrong as wrong:
            self.report(one.path, wrong.message, wrong.suggestion)
            return replace(one, node=None)


def start(spec: ProgrammeSpec, dictionary: Dictionary) -> Draft:
    """The draft before the first pass: every expression that the spec writes down, as text."""
    expressions = [
        Expression("condition", condition.id, f"conditions[{index}].when", condition.when)
        for index, condition in enumerate(spec.conditions)
    ]
    ladder = spec.ladder.fact if spec.ladder else None
    single = {
        "event_on": ("event_on", spec.event_on),
        "ladder": ("ladder.fact", ladder),
        "amount": ("amount", spec.amount),
        "cap": ("combine.cap", spec.combine.cap),
        "top_up": ("combine.top_up", spec.combine.top_up),
    }
    expressions += [Expression(role, role, path, text) for role, (path, text) in single.items() if text]
    return Draft(spec, dictionary, tuple(expressions))
