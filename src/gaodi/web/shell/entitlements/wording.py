"""Short sentences about an entitlement: what is met, what is short, what is lacking."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from gaodi.apps.assessments.choices import Verdict
from gaodi.apps.programmes.selectors import Entitlement
from gaodi.values.because import Because, Truth
from gaodi.values.money import say_yuan
from gaodi.web.shell.entitlements.amounts import Reach
from gaodi.web.shell.entitlements.tidying import lacking_in
from gaodi.web.shell.ui.marks import Tally, tally_of
from gaodi.web.shell.ui.numbers import wan, yuan
from gaodi.web.shell.ui.verdicts import say_verdict


def why_of(item: Entitlement) -> str:
    """The short reason of a row in a list: what is met, the one thing that is short, the fact that is lacking."""
    if item.verdict is Verdict.NEAR:
        return _short_of(item)
    if item.verdict is Verdict.UNKNOWN:
        return f"缺：{'、'.join(lacking_of(item)) or '判断所需的事实'}，{_could_settle(item)}"
    if item.verdict is Verdict.RECEIVED:
        return f"{item.received_on} 拨付，{_source_of_payment(item)}"
    return _lapsed(item) if item.verdict is Verdict.LAPSED else _happened(item)


def share_of(item: Entitlement) -> Decimal | None:
    """How far a near miss has come, for its gauge; None where no number says it."""
    short = item.short_by if item.verdict is Verdict.NEAR else None
    return short.distance.share if short and short.distance else None


def say_reach(reach: Reach, unit: str) -> str:
    """“360.80 万元”, “最高 530 万元”: what a group could bring; empty where nothing is known of it."""
    if reach.yuan is None:
        return ""
    amount = f"{wan(reach.yuan)} 万元" if unit == "万元" else f"{yuan(reach.yuan)} 元"
    return f"最高 {amount}" if reach.is_cap else amount


def verdict_sentence(item: Entitlement, tally: Tally) -> str:
    """The first words of the page of one entitlement."""
    if item.verdict is Verdict.RECEIVED:
        return f"已拨付，{item.received_on} 到账"
    if item.verdict is Verdict.LAPSED:
        if item.explained.finding.failing == "term":
            return "不在有效期内，不能申领"
        return f"已过期，申领期最后一天是 {item.due_on}"
    return say_verdict(truth_of(item), tally)


def because_title(item: Entitlement) -> str:
    """The heading over the conditions; empty where the shared one fits."""
    if item.verdict is Verdict.RECEIVED:
        return "逐项核对"
    return "为什么不能再领" if item.verdict is Verdict.LAPSED else ""


def truth_of(item: Entitlement) -> Truth:
    """The mark of a row: what was paid is settled, whatever its window says today."""
    return Truth.YES if item.verdict is Verdict.RECEIVED else item.because.truth


def tally_for(item: Entitlement) -> Tally:
    """How the conditions of a row stand."""
    return tally_of(reasons_of(item).children)


def reasons_of(item: Entitlement) -> Because:
    """The because to show. Of what was paid, no claim is awaited any more, so its window is left out."""
    if item.verdict is not Verdict.RECEIVED:
        return item.because
    return replace(item.because, children=tuple(one for one in item.because.children if one.code != "window"))


def lacking_of(item: Entitlement) -> tuple[str, ...]:
    """The facts that nobody told yet, by the names in the reasons of what is unknown."""
    unknown = [one.reason for one in item.because.children if one.truth is Truth.UNKNOWN]
    return tuple(dict.fromkeys(name for reason in unknown for name in lacking_in(reason)))


def _happened(item: Entitlement) -> str:
    if item.event_on is None:
        return item.programme.rule_title
    return f"{item.event_on} {item.stage or '发生'}"


def _short_of(item: Entitlement) -> str:
    short = item.short_by
    if short is None:
        return _happened(item)
    rest = _distance(short)
    return f"差：{short.claim}，{rest}" if rest else f"差：{short.claim}"


def _distance(short: Because) -> str:
    """Value and distance where there is a way to go; what would change it where there is not."""
    value = short.value.label if short.value and not short.withheld else ""
    if short.distance and value:
        return f"{value}，{short.distance.label}"
    return short.distance.label if short.distance else short.remedy or value


def _could_settle(item: Entitlement) -> str:
    met = tally_for(item)
    return f"补上即可判断，其余 {met.yes} 项已符合" if met.yes and not met.no else "补上即可判断"


def _source_of_payment(item: Entitlement) -> str:
    received = item.explained.finding.received
    return f"据{received.source}" if received else ""


def _lapsed(item: Entitlement) -> str:
    if item.explained.finding.failing == "term":
        return f"{_happened(item)}，不在规定的有效期内"
    amount = f"，当时可领 {say_yuan(item.amount_yuan)}" if item.amount_yuan else ""
    return f"{_happened(item)}，申领期已于 {item.due_on} 截止{amount}"
