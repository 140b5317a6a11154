"""The documents that an article or a programme rests on, with whether what was taken from each was checked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gaodi.apps.policies.models import Policy
from gaodi.engines import rules
from gaodi.web.shell.ui.chips import Parameter

NOT_RECORDED = "未录入"


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document: its name, what is taken from it, how long it holds in words, and the chip of what was taken."""

    title: str
    place: str
    use: str
    valid: str
    parameter: Parameter
    href: str = ""


def policy_row(policy: Policy, last_day: date | None) -> DocumentRow:
    """The framework document itself."""
    valid = f"至 {last_day.isoformat()}" if last_day else "长期"
    return DocumentRow(policy.number, "", "条款、责任单位和目标", valid, Parameter(True), "/policy/")


def parameter_rows(
    specs: Iterable[rules.ProgrammeSpec], policy: Policy, last_day: date | None
) -> list[DocumentRow]:
    """A row for each source of parameters, what was checked apart from what is assumed."""
    uses: dict[tuple[str, str, bool], list[str]] = {}
    for spec in specs:
        for parameter in spec.parameters:
            for entry in parameter.entries:
                key = (entry.source.title, entry.source.article or "", entry.status == "verified")
                labels = uses.setdefault(key, [])
                if parameter.label not in labels:
                    labels.append(parameter.label)
    merged = _by_title(uses)
    own = f"至 {last_day.isoformat()}" if last_day else "长期"
    return [
        DocumentRow(
            title,
            "；".join(places),
            "、".join(labels),
            own if title == policy.number else NOT_RECORDED,
            Parameter(checked),
        )
        for (title, checked), (places, labels) in merged.items()
    ]


def _by_title(
    uses: dict[tuple[str, str, bool], list[str]],
) -> dict[tuple[str, bool], tuple[list[str], list[str]]]:
    merged: dict[tuple[str, bool], tuple[list[str], list[str]]] = {}
    for (title, place, checked), labels in sorted(uses.items(), key=lambda one: (not one[0][2], one[0][0])):
        places, found = merged.setdefault((title, checked), ([], []))
        places += [place] if place and place not in places else []
        found += [label for label in labels if label not in found]
    return merged
