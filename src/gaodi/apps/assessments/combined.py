"""Reasons that stand above single conditions: the cap over all stages, and the step that has not happened yet."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from gaodi.apps.assessments.findings import Finding
from gaodi.engines import rules
from gaodi.values.because import Because, Distance, Quantity, Source, Truth, Unit
from gaodi.values.money import say_yuan, yuan_from_fen
from gaodi.values.periods import day_of


def with_combined(because: Because, finding: Finding, bound: rules.BoundProgramme, today: int) -> Because:
    """The because with what the combination adds: the next step as the condition that is open, the cap as one more."""
    children = list(because.children)
    truth = because.truth
    if finding.step:
        children = [_next_step(finding, bound), *(_as_if(child) for child in children)]
        truth = Truth.NO
    cap = _cap(finding, bound, today)
    if cap is not None:
        children.append(cap)
        truth = Truth.NO if cap.truth is Truth.NO else truth
    return replace(because, truth=truth, children=tuple(children))


def _next_step(finding: Finding, bound: rules.BoundProgramme) -> Because:
    ladder = bound.compiled.spec.ladder
    assert ladder is not None
    codes = [step.code for step in ladder.steps]
    rung = codes.index(finding.step)
    reached, wanted = ladder.steps[rung - 1].says, ladder.steps[rung].says
    share = (Decimal(rung) / len(codes)).quantize(Decimal("0.01"))
    return Because(
        claim=f"进入{wanted}阶段",
        truth=Truth.NO,
        code="step",
        value=Quantity(codes[rung - 1], Unit.TEXT, f"现为{reached}"),
        threshold=Quantity(finding.step, Unit.TEXT, wanted),
        distance=Distance(f"还差{wanted}这一步", share, short=True),
        remedy=f"{wanted}发生后自动判定，不用填表",
    )


def _as_if(child: Because) -> Because:
    """A condition on the event's day, for an event that has not happened: it is judged as if that were today."""
    if child.code not in rules.IMPLICIT or child.value is None:
        return child
    return replace(child, source=None, value=replace(child.value, label="假定当日发生"), distance=None)


def _cap(finding: Finding, bound: rules.BoundProgramme, today: int) -> Because | None:
    combined = finding.combined
    if combined is None or combined.cap is None or combined.payable is None or combined.amount is None:
        return None
    if finding.judgement.verdict != rules.YES:
        return None
    total = combined.before + combined.payable
    left = combined.cap - total
    truth = Truth.YES if combined.payable > 0 or combined.amount == 0 else Truth.NO
    label, source = _cap_source(bound, finding, today)
    return Because(
        claim=f"不超过{label}",
        truth=truth,
        code="cap",
        value=Quantity(yuan_from_fen(total), Unit.YUAN, f"{say_yuan(yuan_from_fen(total))}，含本次"),
        threshold=Quantity(
            yuan_from_fen(combined.cap), Unit.YUAN, f"不超过 {say_yuan(yuan_from_fen(combined.cap))}"
        ),
        distance=Distance(
            f"余 {say_yuan(yuan_from_fen(left))}",
            (Decimal(total) / combined.cap).quantize(Decimal("0.0001")) if combined.cap else None,
            short=False,
        ),
        source=source,
    )


def _cap_source(bound: rules.BoundProgramme, finding: Finding, today: int) -> tuple[str, Source | None]:
    """The parameter that the cap is, where it is one, with the document that states it."""
    spec = bound.compiled.spec
    node = bound.compiled.node_of("cap")
    parameter = spec.parameter(node.value.name) if node is not None and hasattr(node.value, "name") else None
    if parameter is None:
        return "累计上限", None
    entry = parameter.entry(node.value.key) if node is not None else None
    if entry is None:
        return parameter.label, None
    day = bound.event_day(finding.values, today)
    since = max((start for start, _ in entry.values if day is None or start <= day_of(day)), default=None)
    return parameter.label, Source(entry.source.label, since, entry.status)
