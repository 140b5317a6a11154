"""Codes and their Chinese labels, from the pack version in force."""

from __future__ import annotations

from functools import lru_cache

from gaodi.apps.regions.selectors import reporting_unit_names
from gaodi.kernel.models import PackVersion

Labels = dict[str, str]


def current_labels() -> dict[str, Labels]:
    """Every vocabulary of the pack in force as code to label; reporting units are one of them."""
    newest = PackVersion.objects.order_by("-pk").values_list("pk", flat=True).first()
    if newest is None:
        return {}
    return _labels(newest) | {"reporting_units": reporting_unit_names()}


@lru_cache(maxsize=8)
def _labels(version_id: int) -> dict[str, Labels]:
    content = PackVersion.objects.only("content").get(pk=version_id).content
    vocabularies = content["sections"]["vocabularies"]
    return {
        name: {code: entry["short"] for code, entry in entries.items()}
        for name, entries in vocabularies.items()
    }
