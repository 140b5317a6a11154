"""What a programme pays, stage by stage and unit by unit: the rule itself is asked, for every code that it may meet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import product

from gaodi.engines import rules
from gaodi.engines.rules.dictionary import FactType
from gaodi.values.money import yuan_from_fen
from gaodi.values.periods import day_number
from gaodi.web.shell.ui.chips import Parameter

#: A programme whose amount hangs on more codes than this is shown by its parameters alone.
MOST_COMBINATIONS = 5000
#: A group that leaves out no more codes than this is named by them: “淄川区以外”.
MOST_EXCEPTED = 3


@dataclass(frozen=True, slots=True)
class AmountRow:
    """Amounts of one group of codes: (stage, yuan), None where the stage pays nothing."""

    labels: tuple[str, ...]
    by_stage: tuple[tuple[str, Decimal | None], ...]
    total: Decimal | None
    parameter: Parameter


@dataclass(frozen=True, slots=True)
class AmountTable:
    """Amounts by stage. `heads` name what the rows are told apart by (“事件日财政归属”, “板块”)."""

    heads: tuple[str, ...]
    stages: tuple[str, ...]
    rows: tuple[AmountRow, ...]
    as_of: date


Cell = tuple[int | None, bool]
Vector = tuple[Cell, ...]


def read_amounts(compiled: rules.CompiledProgramme, on: date) -> AmountTable | None:
    """What the rule pays for an event of a day in its term: the last one, once it is over.

    Combinations that a condition refuses are left out; codes that come to the same are one row. None for a rule
    without stages, or whose amount is not told by codes alone.
    """
    spec, amount = compiled.spec, compiled.node_of("amount")
    if amount is None or spec.ladder is None or spec.rule is None:
        return None
    texts = [fact for fact in amount.facts() if fact.described.type is FactType.TEXT]
    told = [fact for fact in texts if fact.path != spec.ladder.fact]
    size = len(spec.ladder.steps)
    for fact in told:
        size *= len(fact.described.codes) or MOST_COMBINATIONS
    if len(texts) != len(amount.facts()) or size >= MOST_COMBINATIONS:
        return None
    day = min(on, spec.rule.valid.last_day or on)
    asked = _Asked(rules.bind(compiled, rules.CodeBook()), day)
    told = sorted(told, key=lambda fact: fact.path, reverse=True)
    paths = [fact.path for fact in told]
    asked_of_all = (
        (codes, asked.stages(dict(zip(paths, codes, strict=True))))
        for codes in product(*(fact.described.codes for fact in told))
    )
    vectors = {codes: vector for codes, vector in asked_of_all if any(fen for fen, _ in vector)}
    stages = tuple(step.says for step in spec.ladder.steps)
    rows = tuple(_row(labels, stages, vector) for labels, vector in _grouped(told, vectors))
    return AmountTable(tuple(fact.described.label for fact in told), stages, rows, day)


class _Asked:
    """The bound rule, asked for one event after another on a day."""

    def __init__(self, bound: rules.BoundProgramme, day: date) -> None:
        self.bound, self.day = bound, day

    def stages(self, codes: Mapping[str, str]) -> Vector:
        """(fen, whether it rests on an assumed parameter) of every stage."""
        spec = self.bound.compiled.spec
        assert spec.ladder is not None
        return tuple(self._one({**codes, spec.ladder.fact: step.code}) for step in spec.ladder.steps)

    def _one(self, codes: Mapping[str, str]) -> Cell:
        given: dict[str, object] = dict(codes)
        event_on = self.bound.compiled.spec.event_on
        if event_on:
            given[event_on] = self.day
        values, today = self.bound.encode(given), day_number(self.day)
        judged = self.bound.judge(values, today)
        if judged.verdict == rules.NO or judged.amount is None:
            return None, False
        return judged.amount, bool(rules.assumed_behind(self.bound, values, today))


def _grouped(
    told: Sequence[rules.FactRef], vectors: Mapping[tuple[str, ...], Vector]
) -> list[tuple[tuple[str, ...], Vector]]:
    """Rows whose codes come to the same put together: first by the last fact, then by the ones before it."""
    groups: dict[tuple[frozenset[str], ...], Vector] = {
        tuple(frozenset({code}) for code in codes): vector for codes, vector in vectors.items()
    }
    for place in reversed(range(len(told))):
        groups = _merged(groups, place)
    ordered = sorted(groups.items(), key=lambda one: ([-len(codes) for codes in one[0]], -_total(one[1])))
    return [
        (tuple(_name(fact, codes) for fact, codes in zip(told, key, strict=True)), vector)
        for key, vector in ordered
    ]


def _merged(
    groups: Mapping[tuple[frozenset[str], ...], Vector], place: int
) -> dict[tuple[frozenset[str], ...], Vector]:
    """Groups that differ only at one place, and pay the same, as one."""
    alike: dict[tuple[tuple[frozenset[str], ...], tuple[frozenset[str], ...], Vector], set[str]] = {}
    for key, vector in groups.items():
        alike.setdefault((key[:place], key[place + 1 :], vector), set()).update(key[place])
    return {(*before, frozenset(codes), *after): vector for (before, after, vector), codes in alike.items()}


def _name(fact: rules.FactRef, codes: Iterable[str]) -> str:
    labels = fact.described.codes
    chosen = [label for code, label in labels.items() if code in codes]
    others = [label for code, label in labels.items() if code not in codes]
    if not others:
        return "全部"
    return f"{'、'.join(others)}以外" if len(others) <= MOST_EXCEPTED else "、".join(chosen)


def _row(labels: tuple[str, ...], stages: tuple[str, ...], vector: Vector) -> AmountRow:
    cells = (None if fen is None else yuan_from_fen(fen) for fen, _ in vector)
    assumed = any(is_assumed for _, is_assumed in vector)
    total = yuan_from_fen(_total(vector))
    return AmountRow(labels, tuple(zip(stages, cells, strict=True)), total, Parameter(not assumed))


def _total(vector: Vector) -> int:
    return sum(fen or 0 for fen, _ in vector)
