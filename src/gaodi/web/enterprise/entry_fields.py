"""The fields of a declaration, made from its kind: label, unit, help, what was typed, what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gaodi.apps.registry.kinds import Kind
from gaodi.engines.tabular import CellProblem, Field, FieldType, show_value
from gaodi.engines.tabular.fields import Vocabularies
from gaodi.engines.tabular.words import known_codes
from gaodi.values.money import say_yuan

#: Where the parts of a long kind begin: the first field of each, and what the part is called.
_PARTS = {
    "statement": {
        "cash_yuan": "资产负债表",
        "revenue_yuan": "利润表和纳税",
        "operating_cash_flow_yuan": "现金流量表",
    }
}
_NUMBERS = {FieldType.YUAN: "decimal", FieldType.FRACTION: "decimal", FieldType.COUNT: "numeric"}


@dataclass(frozen=True, slots=True)
class EntryField:
    """One field. `control` is text, day or choice; `beside` is what an office says of the same, checked."""

    name: str
    label: str
    control: str
    value: str
    shown: str
    required: bool
    locked: bool
    unit: str
    help: str
    mode: str
    length: int
    choices: tuple[tuple[str, str], ...] = ()
    error: str = ""
    beside: str = ""

    @property
    def element(self) -> str:
        """The id of its control."""
        return f"field-{self.name}"


@dataclass(frozen=True, slots=True)
class Part:
    """Fields under one heading; the first part of a kind has none."""

    title: str
    fields: tuple[EntryField, ...]


@dataclass(frozen=True, slots=True)
class Entered:
    """What stands in the fields: typed texts by name, problems, checked values by name, and which are locked."""

    texts: Mapping[str, str]
    problems: Sequence[CellProblem] = ()
    beside: Mapping[str, str] | None = None
    is_correction: bool = False


def own_fields(kind: Kind) -> tuple[Field, ...]:
    """The fields that an enterprise fills: all but those that say who it is."""
    return tuple(
        one for one in kind.fields if one.target.split(".")[0] != kind.subject or "." not in one.target
    )


def key_fields(kind: Kind) -> tuple[Field, ...]:
    """Those of them that name the matter: a correction does not change them."""
    return tuple(one for one in own_fields(kind) if one.target.split(".")[0] in kind.key)


def make_parts(kind: Kind, entered: Entered, labels: Vocabularies) -> tuple[Part, ...]:
    """The fields in the order of the kind, under the headings of a long one."""
    starts = _PARTS.get(kind.code, {})
    errors: dict[str, str] = {}
    for problem in entered.problems:
        errors.setdefault(problem.column, problem.message)
    keys = key_fields(kind)
    parts: list[tuple[str, list[EntryField]]] = [("", [])]
    for field in own_fields(kind):
        if field.name in starts:
            parts.append((starts[field.name], []))
        locked = entered.is_correction and field in keys
        parts[-1][1].append(_field(field, entered, errors.get(field.label, ""), labels, locked=locked))
    return tuple(Part(title, tuple(fields)) for title, fields in parts)


def _field(field: Field, entered: Entered, error: str, labels: Vocabularies, *, locked: bool) -> EntryField:
    choices = _choices(field, labels)
    value = entered.texts.get(field.name, "")
    return EntryField(
        name=field.name,
        label=field.label,
        control=_control(field, value, choices),
        value=value,
        shown=dict(choices).get(value, value) or "未填",
        required=field.required,
        locked=locked,
        unit=field.unit,
        help=_help(field, is_choice=bool(choices)),
        mode=_NUMBERS.get(field.type, "text"),
        length=field.length or 128,
        choices=choices,
        error=error,
        beside=(entered.beside or {}).get(field.name, ""),
    )


def _control(field: Field, value: str, choices: Sequence[tuple[str, str]]) -> str:
    """A day that was typed in another way keeps a text field, so that nothing typed is lost."""
    if choices:
        return "choice" if not value or value in dict(choices) else "text"
    return "day" if field.type is FieldType.DAY and (not value or _is_day(value)) else "text"


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _choices(field: Field, labels: Vocabularies) -> tuple[tuple[str, str], ...]:
    if field.type is FieldType.FLAG:
        return (("是", "是"), ("否", "否"))
    if field.type is not FieldType.CODE:
        return ()
    return tuple((code, words[0]) for code, words in known_codes(field, labels).items())


def _help(field: Field, *, is_choice: bool) -> str:
    example = "" if is_choice or field.type is FieldType.DAY or not field.example else f"例如 {field.example}"
    return "；".join(filter(None, (field.note, example)))


def texts_of(kind: Kind, cells: Mapping[str, Any], labels: Vocabularies) -> dict[str, str]:
    """A stored row as one would type it; choices by their codes."""
    return {
        one.name: _text_of(one, cells.get(one.name), labels) for one in own_fields(kind) if one.name in cells
    }


def _text_of(field: Field, value: Any, labels: Vocabularies) -> str:
    if field.type is FieldType.CODE:
        return str(value or "")
    text = show_value(field, value, labels)
    return text.removesuffix(".00") if field.type is FieldType.YUAN else text


def say_value(field: Field, value: Any, labels: Vocabularies) -> str:
    """A value for reading: “186 人”, “10250 万元”; empty where there is none."""
    text = show_value(field, value, labels)
    if not text or field.type is FieldType.YUAN:
        return say_yuan(value) if text else ""
    return f"{text} {field.unit}" if field.unit else text
