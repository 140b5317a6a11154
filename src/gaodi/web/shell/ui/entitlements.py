"""What an enterprise can have: counts at the head of its list, and one row a programme."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from gaodi.values.because import Truth
from gaodi.web.shell.ui.chips import Parameter
from gaodi.web.shell.ui.clocks import Clock
from gaodi.web.shell.ui.figures import Action, Money
from gaodi.web.shell.ui.marks import Tally


@dataclass(frozen=True, slots=True)
class Count:
    """How many programmes stand so; `note` is their amount in words. Groups are never added together."""

    truth: Truth
    word: str
    number: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Entitlement:
    """One programme of one firm.

    `text` says in one line what happened or what is missing; with `share` (0..1) a gauge shows how near it is.
    `href` leads to the because; `link` is its label (the tally in words where empty). `under` stands below the amount.
    """

    title: str
    tally: Tally
    text: str
    href: str
    amount: Money | None = None
    under: str = ""
    action: Action | None = None
    clock: Clock | None = None
    parameter: Parameter | None = None
    share: Decimal | None = None
    link: str = ""

    @property
    def link_label(self) -> str:
        return self.link or self.tally.sentence


@dataclass(frozen=True, slots=True)
class Group:
    """Programmes of one verdict, under its mark: 可享, 差一项, 待补资料."""

    truth: Truth
    title: str
    note: str
    rows: tuple[Entitlement, ...]
    anchor: str
