"""The dated series that a programme's expressions may name: its parameters, and what the rule itself states."""

from __future__ import annotations

from datetime import date

from gaodi.engines.rules.nodes import Kind, ParameterRef, Type
from gaodi.engines.rules.spec import ParameterUnit, ParameterValue, ProgrammeSpec
from gaodi.values.periods import day_number

#: What the rule states, as series that the implicit conditions read. The dots keep them out of reach of `$names`.
TERM_START = ParameterRef("term.start")
TERM_END = ParameterRef("term.end")
WINDOW_DAYS = ParameterRef("window.days")

TYPES = {
    ParameterUnit.YUAN: Type(Kind.MONEY, 2),
    ParameterUnit.FRACTION: Type(Kind.RATE, 6),
    ParameterUnit.COUNT: Type(Kind.COUNT),
    ParameterUnit.DAYS: Type(Kind.DAYS),
    ParameterUnit.CODES: Type(Kind.CODES),
}


def is_dated(ref: ParameterRef) -> bool:
    """Whether the value depends on the day of the event; what the rule states of itself does not."""
    return ref not in (TERM_START, TERM_END, WINDOW_DAYS)


def type_of(spec: ProgrammeSpec, ref: ParameterRef) -> Type:
    """The type of a series of this programme."""
    if ref in (TERM_START, TERM_END):
        return Type(Kind.DAY)
    if ref == WINDOW_DAYS:
        return Type(Kind.DAYS)
    parameter = spec.parameter(ref.name)
    assert parameter is not None, f"{ref} was resolved"
    return TYPES[parameter.unit]


def dated_values(spec: ProgrammeSpec, ref: ParameterRef) -> tuple[tuple[date | None, ParameterValue], ...]:
    """(first day, value in plan units), oldest first; a first day of None holds for every day."""
    stated = _stated(spec, ref)
    if stated is not None:
        return ((None, stated),)
    parameter = spec.parameter(ref.name)
    entry = parameter.entry(ref.key) if parameter else None
    return entry.values if entry else ()


def value_on(spec: ProgrammeSpec, ref: ParameterRef, day: date | None) -> ParameterValue | None:
    """The value in force on a day; None where the series has not begun or the day is unknown."""
    found = [
        value
        for since, value in dated_values(spec, ref)
        if since is None or (day is not None and since <= day)
    ]
    return found[-1] if found else None


def _stated(spec: ProgrammeSpec, ref: ParameterRef) -> int | None:
    rule = spec.rule
    if rule is None:
        return None
    if ref == TERM_START:
        return day_number(rule.valid.start)
    if ref == TERM_END and rule.valid.end is not None:
        return day_number(rule.valid.end)
    return rule.window_days if ref == WINDOW_DAYS else None
