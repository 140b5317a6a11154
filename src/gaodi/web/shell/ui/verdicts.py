"""The head of an answer: verdict, amount and next step, and the ladder of stages under it."""

from __future__ import annotations

import enum
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gaodi.values.because import Truth
from gaodi.web.shell.ui.chips import Parameter
from gaodi.web.shell.ui.clocks import Clock
from gaodi.web.shell.ui.figures import Action, Money
from gaodi.web.shell.ui.marks import Tally


@dataclass(frozen=True, slots=True)
class Verdict:
    """An answer in one line of its own. At most one action is primary; `expired_on` mutes the whole head."""

    truth: Truth
    sentence: str
    title: str
    subject: str
    as_of: date
    amount: Money | None = None
    clock: Clock | None = None
    action: Action | None = None
    parameter: Parameter | None = None
    expired_on: date | None = None


def say_verdict(truth: Truth, tally: Tally) -> str:
    """“可享，5 项条件全部符合”, “差一项，4 项符合，1 项未达到”: the first words of the head."""
    if truth is Truth.YES:
        return f"可享，{tally.total} 项条件全部符合"
    if truth is Truth.UNKNOWN:
        return f"待补资料，{tally.sentence}"
    return f"差一项，{tally.sentence}" if tally.no == 1 and not tally.unknown else f"不可享，{tally.sentence}"


class StepState(enum.StrEnum):
    """Where a stage stands in time."""

    DONE = "done"
    NOW = "now"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of an award: its name, when it happened (words where it did not), its amount, and how it stands."""

    title: str
    state: StepState
    when: str
    amount_yuan: Decimal | None
    word: str
    truth: Truth | None = None


@dataclass(frozen=True, slots=True)
class Ladder:
    """Stages in order; `widths` are small whole numbers in proportion to the amounts, one a stage."""

    steps: tuple[Step, ...]
    widths: tuple[int, ...]

    @property
    def pairs(self) -> tuple[tuple[Step, int], ...]:
        return tuple(zip(self.steps, self.widths, strict=True))


#: The widths that the style sheet knows: 1 to this.
WIDEST = 20


def ladder_of(steps: Sequence[Step]) -> Ladder:
    """A ladder whose widths follow the amounts; equal ones where an amount is missing or nought."""
    amounts = [step.amount_yuan or Decimal(0) for step in steps]
    if not amounts or min(amounts) <= 0:
        return Ladder(tuple(steps), (1,) * len(steps))
    fen = [int(amount * 100) for amount in amounts]
    reduced = [one // math.gcd(*fen) for one in fen]
    if max(reduced) > WIDEST:
        reduced = [max(1, round(one * WIDEST / max(fen))) for one in fen]
    return Ladder(tuple(steps), tuple(reduced))
