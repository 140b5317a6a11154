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
    """One document: its name, what is taken from it, how long it holds in words, and the chips of what was taken.

    `assumed` names the parameters taken from it that nobody checked yet.
    """

    title: str
    use: str
    valid: str
    parameters: tuple[Parameter, ...]
    assumed: str
    href: str = ""


def document_rows(
    policy: Policy, specs: Iterable[rules.ProgrammeSpec], last_day: date | None
) -> tuple[DocumentRow, ...]:
    """The policy first, then each source of parameters, each once, with which of its parameters are assumed."""
    uses: dict[str, dict[bool, list[str]]] = {policy.number: {True: [FRAMEWORK], False: []}}
    for spec in specs:
        for parameter in spec.parameters:
            for entry in parameter.entries:
                taken = uses.setdefault(entry.source.title, {True: [], False: []})
                labels = taken[entry.status == "verified"]
                if parameter.label not in labels:
                    labels.append(parameter.label)
    own = f"至 {last_day.isoformat()}" if last_day else "长期"
    return tuple(
        DocumentRow(
            title,
            "、".join(dict.fromkeys(taken[True] + taken[False])),
            own if title == policy.number else NOT_RECORDED,
            tuple(Parameter(checked) for checked in (True, False) if taken[checked]),
            "、".join(taken[False]),
            reverse("public:policy") if title == policy.number else "",
        )
        for title, taken in sorted(uses.items(), key=lambda one: not one[1][True])
    )
