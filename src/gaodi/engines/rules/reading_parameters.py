"""`parameters.yaml`: dated values with their unit, source and status, turned into plan units."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from gaodi.engines.rules.spec import (
    ParameterEntry,
    ParameterSource,
    ParameterSpec,
    ParameterUnit,
    ParameterValue,
)
from gaodi.values.forms import Form
from gaodi.values.money import MoneyError, fen_from_yuan, ppm_from_fraction
from gaodi.values.places import Document, Problem

_KEYS = ("unit", "label", "by", "values", "status", "source", "checked_on")
_STATUSES = ("verified", "assumed")
DEFAULT = "default"


def read_parameters(document: Document, problems: list[Problem]) -> tuple[ParameterSpec, ...]:
    """Every parameter of the document, in its order; what is wrong is added to `problems`."""
    form = Form(document, "", document.data, problems)
    return tuple(_parameter(form.form(name), name) for name in map(str, form.data))


def _parameter(form: Form, name: str) -> ParameterSpec:
    form.only(*_KEYS)
    unit = form.choice("unit", ParameterUnit)
    by = form.maybe_text("by")
    if form.data.get("unit") != unit.value:  # reported; its values cannot be read without it
        return ParameterSpec(name, unit, form.text("label"), (), by)
    return ParameterSpec(name, unit, form.text("label"), _entries(form, unit, by), by)


def _entries(form: Form, unit: ParameterUnit, by: str | None) -> tuple[ParameterEntry, ...]:
    values = form.form("values")
    if not values.data:
        values.report("", "a parameter has at least one dated value")
    if all(isinstance(key, date) for key in values.data):
        return (_entry(form, DEFAULT, values, unit),) if values.data else ()
    if by is None and set(values.data) != {DEFAULT}:
        values.report("", "values have keys, but `by` does not name the fact that picks one")
    return tuple(_entry(form, str(key), values.form(str(key)), unit) for key in values.data)


def _entry(form: Form, key: str, values: Form, unit: ParameterUnit) -> ParameterEntry:
    dated = [(day, _value(values, day, unit)) for day in values.data if _is_day(values, day)]
    if not values.data:
        values.report("", "at least one dated value is needed")
    return ParameterEntry(
        key=key,
        values=tuple(sorted(dated)),
        status=_status(form, key),
        source=_source(form, key),
        checked_on=_checked_on(form, key),
    )


def _is_day(values: Form, key: Any) -> bool:
    if not isinstance(key, date):
        values.report(
            str(key), f"`{key}` is not a day", "write the day from which the value holds, as 2020-12-25"
        )
    return isinstance(key, date)


def _value(values: Form, day: date, unit: ParameterUnit) -> ParameterValue:
    value = values.data[day]
    try:
        return _READERS[unit](value)
    except (MoneyError, ValueError) as error:
        values.report(str(day), f"not a value in {unit.value}: {error}")
        return () if unit is ParameterUnit.CODES else 0


def _number(value: Any) -> Decimal | int:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError(f"`{value}` is not a number")
    return value


def _whole(value: Any) -> int:
    number = _number(value)
    if number != int(number):
        raise ValueError(f"`{value}` is not a whole number")
    return int(number)


def _codes(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or any(not isinstance(code, str) for code in value):
        raise ValueError("a list of codes is expected")
    return tuple(value)


_READERS: dict[ParameterUnit, Callable[[Any], ParameterValue]] = {
    ParameterUnit.YUAN: lambda value: fen_from_yuan(_number(value)),
    ParameterUnit.FRACTION: lambda value: ppm_from_fraction(_number(value)),
    ParameterUnit.COUNT: _whole,
    ParameterUnit.DAYS: _whole,
    ParameterUnit.CODES: _codes,
}


def _status(form: Form, key: str) -> str:
    if isinstance(form.data.get("status"), dict):
        return form.form("status").one_of(key, _STATUSES)
    return form.one_of("status", _STATUSES)


def _source(form: Form, key: str) -> ParameterSource:
    source = form.form("source")
    if "title" not in source.data and source.data:
        if key not in source.data:
            source.report("", f"no source is given for `{key}`")
            return ParameterSource("")
        source = source.form(key)
    source.only("title", "article", "href")
    return ParameterSource(source.text("title"), source.maybe_text("article"), source.maybe_text("href"))


def _checked_on(form: Form, key: str) -> date:
    if isinstance(form.data.get("checked_on"), dict):
        return form.form("checked_on").day(key)
    return form.day("checked_on")
