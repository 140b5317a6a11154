"""The because of one row: every condition with clause, value, threshold, distance and source, and how the amount came."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from gaodi.engines.rules.assumed import assumed_labels
from gaodi.engines.rules.dictionary import FactType
from gaodi.engines.rules.evaluate import Evaluator
from gaodi.engines.rules.nodes import Kind, Node, Op, Type
from gaodi.engines.rules.plan import UNKNOWN
from gaodi.engines.rules.reasons import Reasoner
from gaodi.engines.rules.run import BoundProgramme, Judgement, Row, truth_of
from gaodi.engines.rules.spec import Condition
from gaodi.engines.rules.steps import Step, StepWriter
from gaodi.values.because import Because, Clause, Quantity, Source, Truth, Unit
from gaodi.values.money import round_half_up, say_yuan, yuan_from_fen

ClauseOf = Callable[[str], Clause | None]


class SecondOpinionDiffers(Exception):
    """Kernel and evaluator disagree: a defect of the engine, never of the data."""

    def __init__(self, programme: str, kernel: object, evaluator: object) -> None:
        self.programme, self.kernel, self.evaluator = programme, kernel, evaluator
        super().__init__(
            f"{programme}: the kernel says {kernel}, the evaluator says {evaluator}; report both"
        )


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a row comes to what it comes to.

    `because` has one child a condition, in the order of `condition_ids`. `steps` end in the amount and are empty where
    it is unknown or hidden. `rests_on_assumed` names the parameters behind amount and conditions that are not verified.
    """

    because: Because
    steps: tuple[Step, ...]
    judgement: Judgement
    rests_on_assumed: tuple[str, ...]
    fingerprint: str


def explain(
    bound: BoundProgramme,
    values: Row,
    on: int,
    sources: Mapping[str, Source] | None = None,
    clause_of: ClauseOf | None = None,
    *,
    hidden: Collection[str] = (),
) -> Explanation:
    """The explanation of one row on one day.

    Args: sources: by fact path; clause_of: the clause of a condition's number; hidden: paths that the reader may not
    see, for which value and distance are left out.
    Raises: SecondOpinionDiffers: the kernel and the slow evaluator do not agree.
    """
    judgement = bound.judge(values, on)
    evaluator = evaluator_for(bound, values, on)
    reasoner = Reasoner(evaluator, sources or {}, hidden)
    children = tuple(
        _child(bound, reasoner, name, node, clause_of) for name, node in bound.compiled.conditions()
    )
    _compare(bound, judgement, evaluator)
    steps = _steps(bound, evaluator, sources or {}, hidden)
    return Explanation(
        because=_whole(bound, judgement, children),
        steps=steps,
        judgement=judgement,
        rests_on_assumed=_assumed(bound, evaluator),
        fingerprint=bound.compiled.fingerprint,
    )


def assumed_behind(bound: BoundProgramme, values: Row, on: int) -> tuple[str, ...]:
    """Labels of the parameters behind one row's amount and conditions that nobody verified yet."""
    return _assumed(bound, evaluator_for(bound, values, on))


def _assumed(bound: BoundProgramme, evaluator: Evaluator) -> tuple[str, ...]:
    amount = bound.compiled.node_of("amount")
    steps = StepWriter(evaluator, {}).steps(amount) if amount is not None else ()
    return assumed_labels(evaluator, [node for _, node in bound.compiled.conditions()], steps)


def evaluator_for(bound: BoundProgramme, values: Row, on: int) -> Evaluator:
    """The slow evaluator over the same row."""
    facts: dict[str, int | str | None] = {}
    for fact, value in zip(bound.compiled.facts, values, strict=True):
        is_text = fact.described.type is FactType.TEXT and value is not None
        facts[fact.path] = bound.book.text_of(value or 0) if is_text else value
    return Evaluator(bound.compiled.spec, facts, on, bound.event_day(values, on))


def _child(
    bound: BoundProgramme, reasoner: Reasoner, name: str, node: Node, clause_of: ClauseOf | None
) -> Because:
    spec = bound.compiled.spec
    condition = next((one for one in spec.conditions if one.id == name), None)
    if condition is not None:
        return _stated(reasoner, condition, node, clause_of)
    assert spec.rule is not None
    if name == "term":
        day = bound.compiled.node_of("event_on") or Node(Op.TODAY, type=Type(Kind.DAY))
        because = reasoner.term(spec.rule.valid.start, spec.rule.valid.last_day, day, node)
    else:
        because = reasoner.window(spec.rule.window_days or 0, node)
    return replace(because, code=name, clause=Clause(spec.rule.title, ""))


def _stated(reasoner: Reasoner, condition: Condition, node: Node, clause_of: ClauseOf | None) -> Because:
    because = reasoner.because(node, condition.says)
    clause = clause_of(condition.clause) if clause_of and condition.clause else None
    remedy = None if because.truth is Truth.YES else condition.remedy
    return replace(because, code=condition.id, clause=clause, remedy=remedy)


def _whole(bound: BoundProgramme, judgement: Judgement, children: tuple[Because, ...]) -> Because:
    spec = bound.compiled.spec
    value = None
    if judgement.amount is not None:
        yuan = yuan_from_fen(judgement.amount)
        value = Quantity(yuan, Unit.YUAN, say_yuan(yuan))
    reason = None
    if judgement.verdict == UNKNOWN:
        reason = "；".join(
            dict.fromkeys(child.reason for child in children if child.reason and child.truth is Truth.UNKNOWN)
        )
    truth = truth_of(judgement.verdict)
    return Because(spec.title, truth, code=spec.id, value=value, reason=reason, children=children)


def _steps(
    bound: BoundProgramme, evaluator: Evaluator, sources: Mapping[str, Source], hidden: Collection[str]
) -> tuple[Step, ...]:
    amount = bound.compiled.node_of("amount")
    if amount is None or any(fact.path in hidden for fact in amount.facts()):
        return ()
    return StepWriter(evaluator, sources).steps(amount)


def _compare(bound: BoundProgramme, judgement: Judgement, evaluator: Evaluator) -> None:
    """Raises: SecondOpinionDiffers."""
    opinion = tuple(_as_int(evaluator.see(node).value) for _, node in bound.compiled.conditions())
    amount = bound.compiled.node_of("amount")
    fen = _fen(evaluator.see(amount).value) if amount else None
    if (opinion, fen) != (judgement.conditions, judgement.amount):
        raise SecondOpinionDiffers(
            bound.compiled.spec.id, (judgement.conditions, judgement.amount), (opinion, fen)
        )


def _as_int(value: bool | None) -> int:
    return 1 if value is None else 2 if value else 0


def _fen(value: Fraction | None) -> int | None:
    return None if value is None else round_half_up(*(value * 100).as_integer_ratio())
