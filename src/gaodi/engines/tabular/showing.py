"""Values as a table shows them, so that reading what was written gives the same value."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from gaodi.engines.tabular.fields import Field, FieldType, Vocabularies
from gaodi.engines.tabular.words import known_codes


def show_value(field: Field, value: Any, vocabularies: Vocabularies | None = None) -> str:
    """The text of a value; empty for None. The inverse of `parse_value`."""
    if value is None:
        return ""
    if field.type is FieldType.FLAG:
        return "是" if value else "否"
    if field.type is FieldType.CODE:
        words = known_codes(field, vocabularies or {}).get(value)
        return words[0] if words else str(value)
    if field.type is FieldType.YUAN:
        return f"{Decimal(value):.2f}"
    if field.type is FieldType.FRACTION:
        return f"{_plain(Decimal(value).scaleb(2))}%"
    return value.isoformat() if isinstance(value, date) else str(value)


def shown_header(field: Field) -> str:
    """The header of a field in templates: label, unit, and a star where it must be filled."""
    unit = f"（{field.unit}）" if field.unit else ""
    return f"{field.label}{unit}{'*' if field.required else ''}"


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
