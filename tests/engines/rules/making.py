"""Makes small programmes around one or two expressions, so that a test shows only what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from gaodi.engines.rules import (
    BoundProgramme,
    CodeBook,
    CompiledProgramme,
    ProgrammeSpec,
    bind,
    compile_programme,
)
from gaodi.engines.rules.spec import (
    Condition,
    ParameterEntry,
    ParameterSource,
    ParameterSpec,
    ParameterUnit,
    ParameterValue,
)
from gaodi.values.periods import day_number
from tests.engines.rules.world import DICTIONARY, listing_award

ON = day_number(date(2025, 6, 30))
_SINCE = date(2020, 12, 25)


def parameter(name: str, unit: ParameterUnit, value: ParameterValue) -> ParameterSpec:
    """A parameter with one value, in plan units, since the policy began."""
    source = ParameterSource("淄政发〔2020〕16号", "第五条")
    return ParameterSpec(
        name,
        unit,
        f"参数{name}",
        (ParameterEntry("default", ((_SINCE, value),), "verified", source, _SINCE),),
    )


PARAMETERS = (
    parameter("rate", ParameterUnit.FRACTION, 300_000),
    parameter("small_rate", ParameterUnit.FRACTION, 2_000),
    parameter("fee", ParameterUnit.YUAN, 123_456_789),
    parameter("least", ParameterUnit.COUNT, 5),
    parameter("days", ParameterUnit.DAYS, 365),
    parameter("boards", ParameterUnit.CODES, ("main", "star")),
)


def spec_of(when: str = "TRUE", amount: str = "0", **changes: Any) -> ProgrammeSpec:
    """A programme over listing events with one condition and one amount; no term, no window, no event day."""
    plain = replace(
        listing_award(),
        rule=None,
        event_on="event.happened_on",
        conditions=(Condition("one", "条件", when),),
        amount=amount,
        ladder=None,
        parameters=PARAMETERS,
        cases=(),
        shares=(),
    )
    return replace(plain, combine=type(plain.combine)(), **changes)


def compiled_of(when: str = "TRUE", amount: str = "0", **changes: Any) -> CompiledProgramme:
    return compile_programme(spec_of(when, amount, **changes), DICTIONARY)


def bound_of(when: str = "TRUE", amount: str = "0", **changes: Any) -> BoundProgramme:
    return bind(compiled_of(when, amount, **changes), CodeBook())


def given(bound: BoundProgramme, facts: Mapping[str, Any]) -> tuple[int | None, ...]:
    """A row; the event happened on 2025-06-12 unless `facts` says otherwise."""
    return bound.encode({"event.happened_on": date(2025, 6, 12), **facts})


def truth(when: str, **facts: Any) -> int:
    """The truth of one condition; `company_revenue=…` gives the fact company.revenue."""
    bound = bound_of(when)
    return bound.judge(given(bound, _paths(facts)), ON).conditions[0]


def fen(amount: str, **facts: Any) -> int | None:
    """The amount in fen that one expression gives."""
    bound = bound_of(amount=amount)
    return bound.judge(given(bound, _paths(facts)), ON).amount


def _paths(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name.replace("_", ".", 1): value for name, value in facts.items()}
