"""The stages of an award around one entitlement: what was paid, what is open, what may still come."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from gaodi.apps.assessments.choices import Verdict
from gaodi.apps.programmes.selectors import Entitlement, EntitlementPage
from gaodi.values.because import Truth
from gaodi.values.money import yuan_from_fen
from gaodi.web.shell.entitlements.amounts import reach_of
from gaodi.web.shell.entitlements.terms import ended_on
from gaodi.web.shell.entitlements.wording import truth_of
from gaodi.web.shell.ui.verdicts import Ladder, Step, StepState, ladder_of


def read_ladder(page: EntitlementPage) -> Ladder | None:
    """The rungs of the programme with the rows of this enterprise on them; None where it has no stages.

    Rows that count but stand on no rung (a move to another board) follow at the end.
    """
    stages = page.view.spec.ladder
    if stages is None:
        return None
    names = [step.says for step in stages.steps]
    reached = max((names.index(one.stage) for one in page.siblings if one.stage in names), default=-1)
    over = ended_on(page.item.programme, page.on) is not None
    ahead = {rung.says: _yuan(rung.amount) for rung in page.view.ahead}
    steps = []
    for rung, name in enumerate(names):
        row = _row_of(name, page.item, page.siblings)
        amount = None if over else ahead.get(name)
        steps.append(
            _step(row, page.item) if row else _without_row(name, amount, passed=rung < reached, over=over)
        )
    apart = [one for one in page.siblings if one.stage not in names and (one.verdict or one is page.item)]
    steps += [_step(row, page.item) for row in apart]
    return ladder_of(steps)


def _row_of(name: str, item: Entitlement, siblings: Sequence[Entitlement]) -> Entitlement | None:
    """The row that stands on a rung: the one that the page is about, else the newest."""
    rows = [one for one in siblings if one.stage == name]
    return next((one for one in rows if one is item), rows[-1] if rows else None)


def _step(row: Entitlement, item: Entitlement) -> Step:
    state = StepState.NOW if row is item else StepState.LATER if row.step else StepState.DONE
    when = row.event_on.isoformat() if row.event_on else "尚未发生"
    word = row.verdict.label if row.verdict else "不可享"
    paid = row.verdict is Verdict.RECEIVED
    reach = reach_of(row)
    amount = None if reach.is_cap else reach.yuan
    return Step(row.stage or "其他", state, when, amount, word, None if paid else truth_of(row))


def _yuan(fen: int | None) -> Decimal | None:
    return None if fen is None else yuan_from_fen(fen)


def _without_row(name: str, amount: Decimal | None, *, passed: bool, over: bool) -> Step:
    """A rung that this enterprise has no row on: skipped, further ahead, or out of reach since the programme is over."""
    if passed:
        return Step(name, StepState.LATER, "没有记录", None, "缺这项事实", Truth.UNKNOWN)
    return Step(name, StepState.LATER, "尚未发生", amount, "已到期" if over else "还未到")
