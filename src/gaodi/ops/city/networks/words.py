"""What networks are made of, read once from words.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Words:
    """The whole file; rows of institutions stay as they are written there."""

    surnames: str
    common_surnames: int
    given: str
    units: dict[str, str]
    banks: tuple[dict[str, Any], ...]
    village_banks: tuple[dict[str, Any], ...]
    guarantors: tuple[dict[str, Any], ...]
    unit_guarantor_weight: int
    insurers: tuple[dict[str, Any], ...]
    micro_lenders: tuple[dict[str, Any], ...]
    securities: tuple[dict[str, Any], ...]
    leasing: tuple[dict[str, Any], ...]
    intermediaries: tuple[dict[str, Any], ...]
    managers: tuple[dict[str, Any], ...]
    funds: tuple[dict[str, Any], ...]
    fund_words: dict[str, str]
    foreign_places: tuple[str, ...]


def read_words() -> Words:
    """The words of this region's networks."""
    data = yaml.safe_load((Path(__file__).parent / "words.yaml").read_text(encoding="utf-8"))
    fields: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in data.items()
    }
    return Words(**fields)
