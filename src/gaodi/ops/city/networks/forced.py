"""Loans that a story needs, asked for before the other loans are drawn."""

from __future__ import annotations

from dataclasses import dataclass

SECURITIES = ("credit", "guarantee", "mortgage", "pledge", "ip_pledge")
ON_CREDIT, GUARANTEED, MORTGAGED, PLEDGED, IP_PLEDGED = range(5)
#: What a bank takes when there is nothing to sell.
CREDIT_LIKE = (ON_CREDIT, IP_PLEDGED)


@dataclass(frozen=True, slots=True)
class Forced:
    """A loan of `borrower`; lender, principal (fen) and guarantor -1 = as it comes; fails: it falls overdue when it is due."""

    borrower: int
    drawn: int
    due: int
    security: int = GUARANTEED
    lender: int = -1
    principal: int = -1
    guarantor: int = -1
    fails: bool = False
