"""The documents that an article rests on, with whether what was taken from each was checked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from gaodi.apps.policies.models import Policy
from gaodi.engines import rules
from gaodi.web.shell.ui.chips import Parameter

NOT_RECORDED = "未录入"
FRAMEWORK = "条款、责任单位和目标"


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document: its name, what is taken from it, how long it holds in words, and the chip of what was taken."""

    title: str
    use: str
    valid: str
    parameter: Parameter
    href: str = ""


def document_rows(
    policy: Policy, specs: Iterable[rules.ProgrammeSpec], last_day: date | None
) -> tuple[DocumentRow, ...]:
    """The policy first, then each source of parameters; what was checked stands apart from what is assumed."""
    uses: dict[tuple[bool, str], list[str]] = {(True, policy.number): [FRAMEWORK]}
    for spec in specs:
        for parameter in spec.parameters:
            for entry in parameter.entries:
                labels = uses.setdefault((entry.status == "verified", entry.source.title), [])
                if parameter.label not in labels:
                    labels.append(parameter.label)
    own = f"至 {last_day.isoformat()}" if last_day else "长期"
    return tuple(
        DocumentRow(
            title,
            "、".join(labels),
            own if title == policy.number else NOT_RECORDED,
            Parameter(checked),
            reverse("public:policy") if title == policy.number else "",
        )
        for (checked, title), labels in sorted(uses.items(), key=lambda one: not one[0][0])
    )
