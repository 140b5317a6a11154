"""What an entitlement may bring, as pages show it: due now, within reach, or only a cap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from gaodi.apps.assessments.choices import Verdict
from gaodi.apps.programmes.selectors import Entitlement
from gaodi.values.money import yuan_from_fen
from gaodi.web.shell.ui.chips import Parameter
from gaodi.web.shell.ui.figures import Money

#: What an amount stands for that is payable now or was paid.
_SETTLED = (Verdict.YES, Verdict.RECEIVED)


@dataclass(frozen=True, slots=True)
class Reach:
    """Yuan that a row would bring if what stands in the way were gone; `is_cap` where only its limit is known."""

    yuan: Decimal | None
    is_cap: bool = False


def reach_of(item: Entitlement) -> Reach:
    """The amount to show for a row: what is payable, else the rule's amount as far as the cap leaves room."""
    if item.verdict in _SETTLED or item.step:
        return Reach(item.payable_yuan)
    room = _room(item)
    if item.amount_yuan is None:
        return Reach(room, is_cap=room is not None)
    return Reach(item.amount_yuan if room is None else min(item.amount_yuan, room))


def reach_together(items: Iterable[Entitlement]) -> Reach:
    """What several rows could bring: never more than the cap leaves for the rows of one programme together."""
    total, is_cap, used = Decimal(0), False, dict[str, Decimal]()
    for item in items:
        reach, room = reach_of(item), _room(item)
        taken = used.get(item.programme.code, Decimal(0))
        adds = reach.yuan or Decimal(0)
        if room is not None and not item.step:
            adds = min(adds, max(Decimal(0), room - taken))
        used[item.programme.code] = taken + adds
        total, is_cap = total + adds, is_cap or reach.is_cap
    return Reach(total, is_cap)


def money_of(item: Entitlement, unit: str) -> Money:
    """The amount of a row; muted where it is not due."""
    reach = reach_of(item)
    return Money(reach.yuan, unit, cap=reach.is_cap, later=item.verdict not in _SETTLED)


def parameter_of(item: Entitlement, *, is_demo: bool) -> Parameter | None:
    """The chip of an amount that rests on a parameter nobody verified yet; what is over needs none."""
    is_open = item.verdict in (Verdict.YES, Verdict.NEAR, Verdict.UNKNOWN)
    return Parameter(False, consequence_of(is_demo=is_demo)) if item.is_assumed and is_open else None


def consequence_of(*, is_demo: bool) -> str:
    """What an assumed parameter means for paying."""
    return "演示可走完流程，正式环境须先核实才能拨付" if is_demo else "参数核实之前不能拨付"


def _room(item: Entitlement) -> Decimal | None:
    """What the cap leaves after all that came before, in yuan; None where no cap is known."""
    combined = item.explained.finding.combined
    if combined is None or combined.cap is None:
        return None
    return yuan_from_fen(max(0, combined.cap - combined.before))
