"""`cases.yaml`: worked cases as the scheme would tell them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gaodi.engines.rules.spec import CaseSpec, Expectation
from gaodi.values.forms import Form
from gaodi.values.money import NotWholeFen, fen_from_yuan
from gaodi.values.places import Document, Problem

_KINDS = ("yes", "no", "unknown", "boundary")
_VERDICTS = ("yes", "no", "unknown")


def read_cases(document: Document, problems: list[Problem]) -> tuple[CaseSpec, ...]:
    """Every case, in order; what is wrong is added to `problems`."""
    if not document.data:
        return ()
    wrapped = Document(document.file, {"": document.data}, document.lines)
    return tuple(_case(form) for form in Form(wrapped, "", wrapped.data, problems).forms(""))


def _case(form: Form) -> CaseSpec:
    form.only("name", "kind", "about", "on", "given", "expect")
    kind = form.one_of("kind", _KINDS)
    about = form.maybe_text("about")
    if about is None and kind != "yes":
        form.report("about", f"a case of kind {kind} says which condition it is about")
    return CaseSpec(
        name=form.text("name"),
        kind=kind,
        on=form.day("on"),
        given=tuple(_flatten("", form.form("given").data)),
        expect=_expect(form.form("expect")),
        about=about,
    )


def _flatten(prefix: str, data: dict[Any, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in data.items():
        path = f"{prefix}.{key}" if prefix else str(key)
        if isinstance(value, dict):
            yield from _flatten(path, value)
        else:
            yield path, value


def _expect(form: Form) -> Expectation:
    form.only("verdict", "amount", "near_miss", "conditions")
    near_miss = form.data.get("near_miss")
    if near_miss is not None and not isinstance(near_miss, bool):
        form.report("near_miss", "`near_miss` must be true or false")
    conditions = form.form("conditions") if "conditions" in form.data else None
    return Expectation(
        verdict=form.one_of("verdict", _VERDICTS),
        amount=_amount(form),
        near_miss=near_miss,
        conditions=tuple((str(name), conditions.one_of(name, _VERDICTS)) for name in conditions.data)
        if conditions
        else (),
    )


def _amount(form: Form) -> int | None:
    value = form.data.get("amount")
    if value is None:
        return None
    try:
        return fen_from_yuan(value)
    except (NotWholeFen, ArithmeticError, TypeError, ValueError):
        form.report("amount", f"`{value}` is not an amount in yuan")
        return None
