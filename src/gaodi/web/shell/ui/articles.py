"""Clauses of an article and the services that carry them out."""

from __future__ import annotations

from dataclasses import dataclass

from gaodi.web.shell.ui.chips import Chip


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause, the service that runs it, one live figure.

    A clause without a service has no `href`: its line is dashed, `chip` says why (“仅有框架”), and `figure_note`
    says who was told and when.
    """

    number: int
    text: str
    service: str
    state: str
    href: str = ""
    figure: str = ""
    figure_unit: str = ""
    figure_note: str = ""
    chip: Chip | None = None


ONLY_FRAMEWORK = Chip("仅有框架", "unknown")
