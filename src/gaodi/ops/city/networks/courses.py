"""The course of each loan: a row for every balance, class and state, none later than the city's day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gaodi.ops.city.networks.days import OPEN
from gaodi.ops.city.networks.loans import Loans

CLASSES = ("pass", "special_mention", "substandard", "doubtful", "loss")
PASS, MENTION, SUBSTANDARD, DOUBTFUL, LOSS = range(len(CLASSES))
STATES = ("active", "settled", "overdue", "written_off")
ACTIVE, SETTLED, OVERDUE, WRITTEN_OFF = range(len(STATES))

#: Steps of a loan that fails: days after it was due, class, state. A default is what is overdue for ninety days.
FAILING = (
    (1, MENTION, OVERDUE),
    (31, MENTION, OVERDUE),
    (61, MENTION, OVERDUE),
    (90, SUBSTANDARD, OVERDUE),
    (270, DOUBTFUL, OVERDUE),
    (450, LOSS, OVERDUE),
    (720, LOSS, WRITTEN_OFF),
)
DEFAULT_AFTER = 90
_NEVER = 1 << 30
_INSTALMENT, _RENEWAL, _EARLY = 0.22, 0.12, 0.15


@dataclass(frozen=True, slots=True)
class Course:
    """Rows of loans: position of the loan, days, fen, positions in CLASSES and STATES."""

    loan: NDArray[np.int64]
    since: NDArray[np.int64]
    until: NDArray[np.int64]
    due: NDArray[np.int64]
    balance: NDArray[np.int64]
    overdue_days: NDArray[np.int64]
    loan_class: NDArray[np.int64]
    state: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.loan)


@dataclass(frozen=True, slots=True)
class Courses:
    """Every row, and by loan the day on which it was settled (OPEN = not yet)."""

    rows: Course
    settled: NDArray[np.int64]


def run_loans(rng: np.random.Generator, loans: Loans, on: int) -> Courses:
    """Rows in the order of loans and days."""
    good, settled = _run_good(rng, loans)
    rows = _until_today(_merge([good, _run_failing(loans)]), on)
    order = np.lexsort((rows.since, rows.loan))
    rows = Course(*(getattr(rows, name)[order] for name in Course.__slots__))
    return Courses(rows, np.where(settled <= on, settled, OPEN))


def _run_good(rng: np.random.Generator, loans: Loans) -> tuple[Course, NDArray[np.int64]]:
    """Drawn; a part paid back halfway; renewed for a year where it was due; settled. And the days of settling."""
    count, term = len(loans), loans.due - loans.drawn
    instalment = (rng.random(count) < _INSTALMENT) & (term >= 300)
    renewal = (rng.random(count) < _RENEWAL) & (term > 300) & (term < 800) & loans.may_renew
    half = np.where(instalment, loans.drawn + term // 2, _NEVER)
    renewed = np.where(renewal, loans.due, _NEVER)
    due = loans.due + np.where(renewal, 365, 0)
    early = np.where((rng.random(count) < _EARLY) & ~renewal, rng.integers(0, 60, count), 0)
    settled = np.maximum(due - np.minimum(early, term // 3), loans.drawn + 1)
    left = loans.principal * rng.integers(4, 9, count) // 10 // 1_000_000 * 1_000_000
    after = np.where(instalment, left, loans.principal)
    steps = [
        (loans.drawn, loans.due, loans.principal, ACTIVE),
        (half, loans.due, left, ACTIVE),
        (renewed, due, after, ACTIVE),
        (settled, due, np.zeros(count, dtype=np.int64), SETTLED),
    ]
    ends = _next_starts([start for start, *_ in steps])
    blocks = []
    for (start, until_due, balance, state), end in zip(steps, ends, strict=True):
        takes = (start != _NEVER) & ~loans.fails
        blocks.append(_block(np.flatnonzero(takes), start, end, until_due, balance, 0, PASS, state))
    return _merge(blocks), np.where(loans.fails, _NEVER, settled)


def _run_failing(loans: Loans) -> Course:
    """Active until it is due, then overdue for longer and longer, worse and worse, at last written off."""
    failing = np.flatnonzero(loans.fails)
    starts = [loans.drawn, *(loans.due + after for after, *_ in FAILING)]
    ends = _next_starts(starts)
    blocks = [_block(failing, starts[0], ends[0], loans.due, loans.principal, 0, PASS, ACTIVE)]
    for (after, kind, state), start, end in zip(FAILING, starts[1:], ends[1:], strict=True):
        balance = loans.principal * int(state != WRITTEN_OFF)
        blocks.append(_block(failing, start, end, loans.due, balance, after, kind, state))
    return _merge(blocks)


def _next_starts(starts: list[NDArray[np.int64]]) -> list[NDArray[np.int64]]:
    """For each step the first later start; _NEVER after the last one."""
    ends = [np.full(len(starts[0]), _NEVER, dtype=np.int64)]
    for start in reversed(starts[1:]):
        ends.insert(0, np.minimum(ends[0], start))
    return ends


def _block(
    loan: NDArray[np.int64],
    since: NDArray[np.int64],
    until: NDArray[np.int64],
    due: NDArray[np.int64],
    balance: NDArray[np.int64],
    overdue_days: int,
    loan_class: int,
    state: int,
) -> Course:
    def same(value: int) -> NDArray[np.int64]:
        return np.full(len(loan), value, dtype=np.int64)

    return Course(
        loan, since[loan], until[loan], due[loan], balance[loan], same(overdue_days), same(loan_class), same(state)
    )  # fmt: skip


def _merge(blocks: list[Course]) -> Course:
    return Course(*(np.concatenate([getattr(one, name) for one in blocks]) for name in Course.__slots__))


def _until_today(rows: Course, on: int) -> Course:
    """Rows that began by the city's day; an end that lies after it is not known yet."""
    kept = (rows.since <= on) & (rows.until > rows.since)
    columns = {name: getattr(rows, name)[kept] for name in Course.__slots__}
    columns["until"] = np.where(columns["until"] > on, OPEN, columns["until"])
    return Course(**columns)
