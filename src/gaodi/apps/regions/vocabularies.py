"""Codes and their Chinese labels, from the pack version in force."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from gaodi.kernel.packs import current_digest, read_content

Labels = dict[str, str]


def current_labels() -> dict[str, Labels]:
    """Every vocabulary of the pack in force as code to label; reporting units are one of them."""
    newest = current_digest()
    if newest is None:
        return {}
    return _labels(newest)


def division_sections() -> dict[str, str]:
    """Each industry division's code with the section that it belongs to, from the pack in force."""
    newest = current_digest()
    return _sections(newest) if newest else {}


@lru_cache(maxsize=8)
def _sections(digest: str) -> dict[str, str]:
    entries = read_content(digest)["sections"]["vocabularies"].get("industry_divisions", {})
    return {code: entry.get("section", "") for code, entry in entries.items()}


@lru_cache(maxsize=8)
def _labels(digest: str) -> dict[str, Labels]:
    content = read_content(digest)
    read = content["sections"]
    units = {unit["code"]: unit["name"] for unit in read["region"]["reporting_units"]}
    labels = {name: _in_order(entries) for name, entries in read["vocabularies"].items()}
    return labels | {"reporting_units": units}


def _in_order(entries: dict[str, dict[str, Any]]) -> Labels:
    """Short labels by code in the pack's order, which canonical JSON does not keep."""
    ordered = sorted(entries.items(), key=lambda item: item[1]["position"])
    return {code: entry["short"] for code, entry in ordered}
