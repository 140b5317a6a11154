"""Clauses of an article and the services that carry them out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from gaodi.web.shell.ui.charts import BarRow
from gaodi.web.shell.ui.chips import Chip, Gap


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


@dataclass(frozen=True, slots=True)
class IndexItem:
    """An article in an index; `gap` where something that it asks for does not exist yet."""

    number: int
    label: str
    href: str
    gap: Gap | None = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class IndexSection:
    """A section of the policy with its articles; `span` says which (“第三至八条”)."""

    title: str
    span: str
    items: tuple[IndexItem, ...]
    opened: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """A goal of an article beside its gap.

    Shares are of the target: what is reached, what is under way, how much of the time is over. `sentence` says the
    gap plainly (“即使在途 10 家年内全部上市，仍差 4 家”).
    """

    title: str
    figure: str
    unit: str
    note: str
    reached: Decimal
    coming: Decimal
    time_used: Decimal
    reached_label: str
    coming_label: str
    target_label: str
    source: str
    gap_title: str
    bars: tuple[BarRow, ...]
    sentence: str

    @property
    def together(self) -> Decimal:
        """Reached and under way, for the hatched end of the bar."""
        return min(self.reached + self.coming, Decimal(1))
