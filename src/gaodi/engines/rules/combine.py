"""From what each row would bring to what is payable: stage caps, top-ups, 就高不重复, and who bears which part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gaodi.engines.rules import series
from gaodi.engines.rules.nodes import ParameterRef
from gaodi.engines.rules.plan import NO, UNKNOWN, YES
from gaodi.engines.rules.run import BoundProgramme, Judgement, Row
from gaodi.engines.rules.spec import ParameterEntry, ParameterSpec, Share
from gaodi.values.money import PPM, fraction_from_ppm, split_shares
from gaodi.values.periods import day_of


@dataclass(frozen=True, slots=True)
class Payable:
    """What one row may be paid, in fen; None where a fact is lacking, 0 where the row is refused or nothing is left.

    `before` is what the earlier rows of the same party take; `cap` the limit for all stages together, if there is one.
    """

    row_id: int
    amount: int | None
    payable: int | None
    before: int
    cap: int | None
    is_top_up: bool

    @property
    def is_cut(self) -> bool:
        """Whether the cap or earlier stages leave less than the row by itself would bring."""
        return self.payable is not None and self.amount is not None and self.payable < self.amount


def combine(
    bound: BoundProgramme, rows: Iterable[tuple[int, int, Judgement, Row]], *, before: int = 0
) -> tuple[Payable, ...]:
    """The payable part of every row of ONE party, in the order of its stages.

    Args: rows: (row id, day of the event, judgement, values); sorted here by day, then id. before: fen granted already.
    Only rows that are entitled take from the cap; a row that is not decided yet takes nothing, so later rows do not
    wait for it. Without `stage_of` each row stands alone under the cap.
    """
    found: list[Payable] = []
    is_staged = bound.compiled.spec.combine.stage_of is not None
    granted = before if is_staged else 0
    for row_id, day, judgement, values in sorted(rows, key=lambda row: row[:2]):
        payable = _payable(bound, row_id, day, judgement, values, granted)
        if is_staged:
            granted += payable.payable or 0
        found.append(payable)
    return tuple(found)


def _payable(
    bound: BoundProgramme, row_id: int, day: int, judgement: Judgement, values: Row, granted: int
) -> Payable:
    top_up, cap = bound.settle(values, day)
    has_cap = bound.compiled.spec.combine.cap is not None
    if judgement.verdict == NO:
        payable: int | None = 0
    elif (
        judgement.verdict != YES or judgement.amount is None or top_up == UNKNOWN or (has_cap and cap is None)
    ):
        payable = None
    elif top_up == YES:
        payable = max(0, _capped(judgement.amount, cap) - granted)
    else:
        payable = max(0, judgement.amount if cap is None else min(judgement.amount, cap - granted))
    return Payable(row_id, judgement.amount, payable, granted, cap, top_up == YES)


def _capped(amount: int, cap: int | None) -> int:
    return amount if cap is None else min(amount, cap)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of several programmes on one event pays. While any payable is unknown nothing is kept, all stay open."""

    kept: str | None
    dropped: tuple[str, ...] = ()
    open: tuple[str, ...] = ()


def choose_exclusive(payables: Sequence[tuple[str, int | None]]) -> Choice:
    """就高不重复: the programme with the highest payable after caps; of equals the one stated first.

    Args: payables: (programme, payable fen) of one exclusive group on one event, in the stated order.
    """
    if any(payable is None for _, payable in payables):
        return Choice(None, open=tuple(programme for programme, _ in payables))
    best = max((payable or 0 for _, payable in payables), default=0)
    kept = next((programme for programme, payable in payables if payable == best and best > 0), None)
    return Choice(kept, tuple(programme for programme, _ in payables if programme != kept))


@dataclass(frozen=True, slots=True)
class Part:
    """One party's part of a payment, in fen, with the share that gave it."""

    party: str
    fen: int
    ppm: int
    label: str = ""
    source: str = ""
    status: str | None = None

    @property
    def is_rest(self) -> bool:
        return not self.label and self.status is None


def split_payable(bound: BoundProgramme, fen: int, values: Row, on: int) -> tuple[Part, ...] | None:
    """Who bears which part of a payment, in the stated order and to the fen; None where a share is not known.

    Raises: BadShares: the shares in force that day exceed the whole.
    """
    day = bound.event_day(values, on)
    shares = bound.compiled.spec.shares
    known = [_share(bound, share, values, day) for share in shares if not share.is_rest]
    if not shares or any(part is None for part in known):
        return None
    rest = next(share.party for share in shares if share.is_rest)
    named = {part.party: part for part in known if part is not None}
    left = PPM - sum(part.ppm for part in named.values())
    fens = split_shares(fen, {party: part.ppm for party, part in named.items()}, rest)
    return tuple(
        _with_fen(named.get(share.party, Part(rest, 0, left)), fens[share.party]) for share in shares
    )


def _with_fen(part: Part, fen: int) -> Part:
    return Part(part.party, fen, part.ppm, part.label, part.source, part.status)


def _share(bound: BoundProgramme, share: Share, values: Row, day: int | None) -> Part | None:
    if share.ppm is not None:
        return Part(share.party, 0, share.ppm, label=f"固定 {fraction_from_ppm(share.ppm)}")
    spec = bound.compiled.spec
    parameter = spec.parameter(share.parameter or "")
    entry = _entry(bound, parameter, values) if parameter else None
    if parameter is None or entry is None:
        return None
    ppm = series.value_on(
        spec, ParameterRef(parameter.name, entry.key), day_of(day) if day is not None else None
    )
    if not isinstance(ppm, int):
        return None
    return Part(share.party, 0, ppm, parameter.label, entry.source.label, entry.status)


def _entry(bound: BoundProgramme, parameter: ParameterSpec, values: Row) -> ParameterEntry | None:
    if parameter.by is None:
        return parameter.entry("default")
    at = bound.compiled.index_of(parameter.by)
    code = values[at] if at is not None else None
    if code is None:
        return None
    return parameter.entry(bound.book.text_of(code)) or parameter.entry("default")
