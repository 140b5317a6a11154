"""A spec as plain JSON data and back, without loss: what the database keeps of a programme."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import types
import typing
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from gaodi.engines.rules.spec import Origin, ProgrammeSpec


class BadCanonicalJson(Exception):
    """The JSON was not written by `spec_to_json`, or by a version that this one cannot read."""


def spec_to_json(spec: ProgrammeSpec) -> dict[str, Any]:
    """Plain dicts, lists, text, whole numbers and booleans; where the spec was read from is left out."""
    plain = _plain(spec)
    assert isinstance(plain, dict)
    return plain


def spec_from_json(data: dict[str, Any]) -> ProgrammeSpec:
    """The spec that `spec_to_json` was given.

    Raises: BadCanonicalJson: a part is missing or of the wrong kind.
    """
    try:
        spec = _build(ProgrammeSpec, data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadCanonicalJson(f"not a stored programme: {error!r}; load the pack again") from error
    assert isinstance(spec, ProgrammeSpec)
    return spec


def digest_of(spec: ProgrammeSpec) -> str:
    """SHA-256 of the canonical text: equal for equal programmes, whatever their files look like."""
    text = json.dumps(spec_to_json(spec), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = [field for field in dataclasses.fields(value) if field.type not in (Origin, "Origin")]
        return {field.name: _plain(getattr(value, field.name)) for field in fields}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    return value


def _build(expected: Any, value: Any) -> Any:
    """The value of the annotated kind `expected` that `value` stands for."""
    origin = typing.get_origin(expected)
    if origin in (typing.Union, types.UnionType):
        return _build_either(typing.get_args(expected), value)
    if origin is tuple:
        return _build_tuple(typing.get_args(expected), value)
    if dataclasses.is_dataclass(expected):
        return _build_dataclass(typing.cast(type, expected), value)
    if isinstance(expected, type) and issubclass(expected, Enum):
        return expected(value)
    if isinstance(value, dict):
        return _build_scalar(value)
    if isinstance(value, list):
        return [_build(Any, item) for item in value]
    return value


def _build_either(kinds: tuple[Any, ...], value: Any) -> Any:
    if value is None:
        return None
    wanted = [kind for kind in kinds if kind is not type(None)]
    if isinstance(value, list):
        wanted = [kind for kind in wanted if typing.get_origin(kind) is tuple]
    return _build(wanted[0], value)


def _build_tuple(kinds: tuple[Any, ...], value: list[Any]) -> tuple[Any, ...]:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_build(kinds[0], item) for item in value)
    return tuple(_build(kind, item) for kind, item in zip(kinds, value, strict=True))


def _build_scalar(value: dict[str, str]) -> date | Decimal:
    return date.fromisoformat(value["day"]) if "day" in value else Decimal(value["decimal"])


def _build_dataclass(cls: type, value: dict[str, Any]) -> Any:
    hints = _hints(cls)
    names = [field.name for field in dataclasses.fields(cls) if hints[field.name] is not Origin]
    return cls(**{name: _build(hints[name], value[name]) for name in names})


@cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)
