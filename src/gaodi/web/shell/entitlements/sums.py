"""How the amount of an entitlement came about, line by line, and who bears which part."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from gaodi.apps.assessments.choices import Verdict
from gaodi.apps.programmes.selectors import Entitlement, EntitlementPage
from gaodi.engines.rules import Part
from gaodi.engines.rules import Step as RuleStep
from gaodi.values.because import Quantity, Unit
from gaodi.values.money import fraction_from_ppm, say_yuan, yuan_from_fen
from gaodi.web.shell.entitlements.amounts import consequence_of, reach_of
from gaodi.web.shell.ui.chips import Parameter
from gaodi.web.shell.ui.computation import Computation, Line
from gaodi.web.shell.ui.numbers import percent, wan

#: What each party to a payment is called; the county is named by the unit that bears the award.
PARTIES = {"city": "市级承担", "county": "区县承担"}


def read_computation(
    page: EntitlementPage, *, is_demo: bool, unit_names: Mapping[str, str]
) -> Computation | None:
    """Steps, result and parts; None where the amount cannot be computed yet, or is not for this reader."""
    item = page.item
    steps = item.explained.explanation.steps
    reach = reach_of(item)
    if not steps and item.verdict is not Verdict.RECEIVED:
        return None
    lines = [_line(step, is_demo=is_demo) for step in steps[:-1]]
    lines += _adjustments(page, steps[-1].quantity if steps else None)
    parts = tuple(_part(part, item, unit_names, is_demo=is_demo) for part in item.explained.parts)
    return Computation(tuple(lines), Line(_result_label(item), _wan(reach.yuan)), parts)


def _line(step: RuleStep, *, is_demo: bool) -> Line:
    assumed = step.status == "assumed"
    return Line(
        step.label,
        f"{step.operator} {_amount(step.quantity)}".strip(),
        step.source,
        Parameter(False, consequence_of(is_demo=is_demo)) if assumed else None,
    )


def _amount(quantity: Quantity) -> str:
    if quantity.unit is Unit.YUAN and isinstance(quantity.value, Decimal):
        return _wan(quantity.value)
    return quantity.label


def _adjustments(page: EntitlementPage, ruled: Quantity | None) -> list[Line]:
    """What stands between the rule's amount and what is payable: earlier payments under the cap, or another sum paid."""
    item = page.item
    amount = ruled.value if ruled and isinstance(ruled.value, Decimal) else None
    combined = item.explained.finding.combined
    if item.verdict is Verdict.RECEIVED:
        return _paid_otherwise(item, amount)
    if combined is None or amount is None:
        return []
    before, reach = yuan_from_fen(combined.before), reach_of(item).yuan
    if combined.cap is None and not before:
        return []
    cut = amount - (reach if reach is not None else amount)
    label = "扣除此前已得" if combined.is_top_up else "超出累计上限的部分"
    return [Line(label, f"− {_wan(cut)}", _note(before, combined.cap))]


def _paid_otherwise(item: Entitlement, amount: Decimal | None) -> list[Line]:
    paid, received = item.payable_yuan, item.explained.finding.received
    if received is None or paid is None:
        return []
    source = f"{received.paid_on} 拨付，{received.source} {received.source_on}"
    if amount is None:
        return [Line("实际拨付", _wan(paid), source)]
    sign = "−" if paid <= amount else "+"
    return [Line("与实际拨付的差", f"{sign} {_wan(abs(amount - paid))}", source)]


def _note(before: Decimal, cap: int | None) -> str:
    earlier = f"此前各阶段已计 {say_yuan(before)}" if before else "此前没有领过同类奖励"
    return f"{earlier}，累计上限 {say_yuan(yuan_from_fen(cap))}" if cap is not None else earlier


def _result_label(item: Entitlement) -> str:
    stage = "本阶段" if item.stage else "本项"
    if item.verdict is Verdict.RECEIVED:
        return f"{stage}已拨付"
    if item.verdict is Verdict.YES:
        return f"{stage}应付"
    if item.verdict is Verdict.LAPSED:
        return f"{stage}当时可领"
    return f"{stage}发生后可领" if item.step else f"{stage}符合后可领"


def _part(part: Part, item: Entitlement, unit_names: Mapping[str, str], *, is_demo: bool) -> Line:
    assumed = part.status == "assumed"
    share = percent(fraction_from_ppm(part.ppm))
    return Line(
        f"其中{_party(part, item, unit_names)} {share}",
        _wan(yuan_from_fen(part.fen)),
        part.source,
        Parameter(False, consequence_of(is_demo=is_demo)) if assumed else None,
    )


def _party(part: Part, item: Entitlement, unit_names: Mapping[str, str]) -> str:
    """The county that bears a part is the one of the event's day, else today's."""
    if part.party == "county":
        for raw in item.explained.finding.row.raw.values():
            if name := unit_names.get(raw.get("fiscal_unit") or ""):
                return f"{name}承担"
    return PARTIES.get(part.party, part.party)


def _wan(yuan: Decimal | None) -> str:
    return f"{wan(yuan)} 万元" if yuan is not None else "—"
