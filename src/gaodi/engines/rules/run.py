"""A compiled programme at work: bound to a code book, it judges rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from gaodi.engines.rules import series
from gaodi.engines.rules.check import fact_range
from gaodi.engines.rules.civil import add_months, year_of
from gaodi.engines.rules.codebook import CodeBook
from gaodi.engines.rules.compiling import CompiledProgramme
from gaodi.engines.rules.dictionary import FactType
from gaodi.engines.rules.nodes import FactRef, Node, Op
from gaodi.engines.rules.plan import (
    NO,
    UNKNOWN,
    YES,
    Constant,
    LikeConstant,
    ParameterConstant,
    SetConstant,
    TextConstant,
)
from gaodi.engines.rules.spec import ParameterValue, ProgrammeSpec
from gaodi.values.because import Truth
from gaodi.values.money import fen_from_yuan, ppm_from_fraction
from gaodi.values.periods import day_number, day_of

Row = Sequence[int | None]
Constants = tuple[Any, ...]

_NOTHING: tuple[tuple[str, ...]] = ((),)
_TRUTHS = {NO: Truth.NO, UNKNOWN: Truth.UNKNOWN, YES: Truth.YES}


def truth_of(value: int) -> Truth:
    """The Truth that a kernel's 0, 1, 2 stands for."""
    return _TRUTHS[value]


class Judgement(NamedTuple):
    """What a row comes to. Truths are integers: 0 no, 1 unknown, 2 yes (`truth_of`).

    `conditions` follows `CompiledProgramme.condition_ids`. `amount` is in fen and says what the row brings if every
    condition holds, whatever the verdict; None where it cannot be computed. `missing` lists the paths of the facts
    that an unknown verdict, or the amount of a row not refused, lacks.
    """

    verdict: int
    conditions: tuple[int, ...]
    amount: int | None
    near_miss: bool
    in_term: int
    in_window: int
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NextStep:
    """The same row one rung up its ladder, as if that happened on the day of judgement."""

    code: str
    says: str
    values: tuple[int | None, ...]
    judgement: Judgement


class BoundProgramme:
    """A compiled programme with the numbers of its texts and the periods of its parameters worked out.

    Rows are sequences in the order of `compiled.facts`, in plan units: fen, parts per million, whole numbers, day
    numbers, numbers of the code book, 0 or 1; None is unknown.
    """

    def __init__(self, compiled: CompiledProgramme, book: CodeBook) -> None:
        self.compiled = compiled
        self.book = book
        self._kernel, self._settle = _functions(compiled.source, compiled.spec.id)
        self._event = compiled.event_index
        self._starts = _period_starts(compiled)
        self._texts_seen = -1
        self._periods: list[Constants] = []
        self._undated: Constants = ()
        self._refresh()

    def judge(self, values: Row, on: int) -> Judgement:
        """What one row comes to on a day."""
        return self.judge_many((values,), on)[0]

    def judge_many(self, rows: Iterable[Row], on: int) -> list[Judgement]:
        """What each row comes to on a day, in order."""
        self._refresh()
        kernel, starts, periods, undated, event = (
            self._kernel, self._starts, self._periods, self._undated, self._event,
        )  # fmt: skip
        make = Judgement._make
        found: list[Judgement] = []
        for row in rows:
            day = on if event is None else row[event]
            constants = undated if day is None else periods[bisect_right(starts, day)]
            judged = kernel(row, on, constants)
            if judged[0] == UNKNOWN or (judged[2] is None and judged[0] == YES):
                judged = (*judged, self._missing(row, judged))
            else:
                judged += _NOTHING
            found.append(make(judged))
        return found

    def settle(self, values: Row, on: int) -> tuple[int, int | None]:
        """(whether the row tops up, as a truth; the cap in fen or None)."""
        self._refresh()
        top_up, cap = self._settle(values, on, self.constants_on(self.event_day(values, on)))
        return top_up, cap

    def event_day(self, values: Row, on: int) -> int | None:
        """The day by which the row is judged."""
        return on if self._event is None else values[self._event]

    def constants_on(self, day: int | None) -> Constants:
        """The kernel's constants for an event of that day."""
        return self._undated if day is None else self._periods[bisect_right(self._starts, day)]

    def encode(self, given: Mapping[str, Any]) -> tuple[int | None, ...]:
        """A row from values as people write them: yuan, fractions, dates, texts, booleans, by path; absent is unknown."""
        return tuple(encode(fact, given.get(fact.path), self.book) for fact in self.compiled.facts)

    def next_step(self, values: Row, on: int) -> NextStep | None:
        """The row with its ladder fact one rung up and its event on that day; None at the top or off the ladder."""
        ladder, node = self.compiled.spec.ladder, self.compiled.node_of("ladder")
        if ladder is None or node is None:
            return None
        at = self.compiled.index_of(node.value.path)
        assert at is not None
        codes = [self.book.code_of(step.code) for step in ladder.steps]
        if values[at] not in codes[:-1]:
            return None
        rung = codes.index(values[at] or 0) + 1
        moved = list(values)
        moved[at] = codes[rung]
        if self._event is not None:
            moved[self._event] = on
        step = ladder.steps[rung]
        return NextStep(step.code, step.says, tuple(moved), self.judge(moved, on))

    def _refresh(self) -> None:
        """Work the constants out again if the book has grown, for LIKE may match new texts."""
        if self._texts_seen == len(self.book):
            return
        constants = self.compiled.plan.constants
        firsts = [self._starts[0] - 1 if self._starts else None, *self._starts]
        for constant in constants:  # every text of the programme gets its number before patterns are matched
            _constant(self, constant, None)
        self._undated = _constants(self, None)
        self._periods = [_constants(self, day) for day in firsts]
        self._texts_seen = len(self.book)

    @cached_property
    def _read_by(self) -> list[tuple[int, ...]]:
        """Which facts each condition reads, and last the amount, by position."""
        amount = self.compiled.node_of("amount")
        nodes = [node for _, node in self.compiled.conditions()] + ([amount] if amount else [])
        return [self._positions(node) for node in nodes]

    def _positions(self, node: Node) -> tuple[int, ...]:
        facts = self.compiled.facts
        own = [facts.index(fact) for fact in node.facts()]
        dated = any(one.op is Op.PARAMETER and series.is_dated(one.value) for one in node.walk())
        return tuple(dict.fromkeys(own + ([self._event] if dated and self._event is not None else [])))

    def _missing(self, row: Row, judged: tuple[Any, ...]) -> tuple[str, ...]:
        verdict, truths, amount = judged[:3]
        wanted = [read for read, truth in zip(self._read_by, truths, strict=False) if truth == UNKNOWN]
        if amount is None and verdict != NO and len(self._read_by) > len(truths):
            wanted.append(self._read_by[-1])
        places = dict.fromkeys(place for read in wanted for place in read if self._is_lacking(row, place))
        return tuple(self.compiled.facts[place].path for place in places)

    def _is_lacking(self, row: Row, place: int) -> bool:
        value = row[place]
        return value is None or not is_in_range(self.compiled.facts[place], value)


def bind(compiled: CompiledProgramme, book: CodeBook) -> BoundProgramme:
    """The programme, ready to judge rows whose texts are numbered by the book."""
    return BoundProgramme(compiled, book)


def is_in_range(fact: FactRef, value: int) -> bool:
    """Whether a plan value lies in its column's declared range; texts and flags always do."""
    if fact.described.type in (FactType.TEXT, FactType.FLAG):
        return True
    low, high = fact_range(fact)
    return low <= value <= high


def encode(fact: FactRef, value: Any, book: CodeBook) -> int | None:
    """A value as people write it, in plan units."""
    if value is None:
        return None
    kind = fact.described.type
    if kind is FactType.TEXT:
        return book.code_of(str(value))
    if kind is FactType.DAY:
        return day_number(value)
    if kind is FactType.MONEY:
        return fen_from_yuan(value)
    return ppm_from_fraction(value) if kind is FactType.RATE else int(value)


@lru_cache(maxsize=512)
def _functions(source: str, programme: str) -> tuple[Any, Any]:
    """The two functions of a generated text; the same text is compiled once in a process."""
    names: dict[str, Any] = {"add_months": add_months, "year_of": year_of}
    exec(compile(source, f"<rules {programme}>", "exec"), names)  # nosec B102  our own generated text
    return names["judge"], names["settle"]


def _period_starts(compiled: CompiledProgramme) -> list[int]:
    """The days on which some parameter of the programme changes."""
    refs = [ref for constant in compiled.plan.constants for ref in _refs(constant)]
    days = {
        since for ref in refs for since, _ in series.dated_values(compiled.spec, ref) if since is not None
    }
    return sorted(day_number(day) for day in days)


def _refs(constant: Constant) -> list[Any]:
    if isinstance(constant, ParameterConstant):
        return [constant.ref]
    if isinstance(constant, SetConstant):
        return [item for item in constant.items if not isinstance(item, str)]
    return []


def _constants(bound: BoundProgramme, day: int | None) -> Constants:
    """All values, 0 or empty where there is none, and then the null flags of those that may lack one."""
    constants = bound.compiled.plan.constants
    values = [_constant(bound, constant, day) for constant in constants]
    lacking = [value is None for value, constant in zip(values, constants, strict=True) if constant.may_lack]
    blanks: list[Any] = [frozenset() if isinstance(constant, SetConstant) else 0 for constant in constants]
    return (
        *(blank if value is None else value for value, blank in zip(values, blanks, strict=True)),
        *lacking,
    )


def _constant(bound: BoundProgramme, constant: Constant, day: int | None) -> Any:
    spec, book = bound.compiled.spec, bound.book
    on = day_of(day) if day is not None else None
    if isinstance(constant, TextConstant):
        return book.code_of(constant.text)
    if isinstance(constant, LikeConstant):
        return book.matching(constant.pattern)
    if isinstance(constant, ParameterConstant):
        return series.value_on(spec, constant.ref, on)
    return _set(constant, spec, book, on)


def _as_codes(value: ParameterValue | str) -> list[str]:
    return list(value) if isinstance(value, tuple) else [str(value)]


def _set(
    constant: SetConstant, spec: ProgrammeSpec, book: CodeBook, on: date | None
) -> frozenset[int] | None:
    codes: list[str] = []
    for item in constant.items:
        value = item if isinstance(item, str) else series.value_on(spec, item, on)
        if value is None:
            return None
        codes += _as_codes(value)
    return frozenset(book.code_of(code) for code in codes)
