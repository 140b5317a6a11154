"""One spelling of plain data, so that equal content has an equal digest."""

from __future__ import annotations

import dataclasses
import enum
import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any


class NotPlainData(TypeError):
    """A section read something that has no spelling in a pack version: a float, a set, two keys of one spelling."""


def plain(data: Any) -> Any:
    """The same data in what JSON knows: keys and days as text, Decimals as text, dataclasses as mappings.

    Raises: NotPlainData.
    """
    if data is None or isinstance(data, bool | str) or type(data) is int:
        return data
    if isinstance(data, Mapping):
        return _plain_mapping(data)
    if isinstance(data, list | tuple):
        return [plain(item) for item in data]
    if isinstance(data, Decimal):
        return format(data, "f")
    if isinstance(data, date) and not isinstance(data, datetime):
        return data.isoformat()
    if isinstance(data, enum.Enum):
        return plain(data.value)
    if dataclasses.is_dataclass(data) and not isinstance(data, type):
        return {field.name: plain(getattr(data, field.name)) for field in dataclasses.fields(data)}
    raise NotPlainData(f"{type(data).__name__} {data!r} has no place in a pack version")


def _plain_mapping(data: Mapping[Any, Any]) -> dict[str, Any]:
    result = {str(plain(key)): plain(value) for key, value in data.items()}
    if len(result) < len(data):
        raise NotPlainData(f"two keys are spelled alike among {', '.join(map(repr, data))}")
    return result


def canonical_json(data: Any) -> str:
    """Sorted keys, no spaces, Chinese as it is. Raises: NotPlainData."""
    return json.dumps(plain(data), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(data: Any) -> str:
    """The sha256 of the canonical JSON, in hex. Raises: NotPlainData."""
    return hashlib.sha256(canonical_json(data).encode()).hexdigest()
