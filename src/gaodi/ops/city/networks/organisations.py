"""Organisations that stand beside the firms: partnerships of employees, holding companies, platforms, institutions, funds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gaodi.ops.city.networks.nodes import ORGANISATION
from gaodi.values.identifiers import complete_credit_code

_HEAD = "91"
#: Firms of a city have digits after XN, organisations a letter.
_LETTERS = "YABCDEFGHJKLMNPQRTUWX"


@dataclass(frozen=True, slots=True)
class Organisation:
    """One of them; `key` is its party where the city wrote it before, `unit` a position or -1, `coded` whether it has a code.

    A company has a legal form (position in LEGAL_FORMS) and an ownership type; others have -1.
    """

    kind: str
    name: str
    short_name: str
    unit: int
    founded_on: int
    capital_fen: int
    legal_form: int = -1
    ownership: int = -1
    key: int | None = None
    coded: bool = True


class Organisations:
    """Hands out organisations, each name once."""

    def __init__(self, first: str, second: str) -> None:
        self.rows: list[Organisation] = []
        self._trades = _iterate_trades(first, second)

    def __len__(self) -> int:
        return len(self.rows)

    def add(self, one: Organisation) -> int:
        """The node of a new organisation."""
        self.rows.append(one)
        return ORGANISATION + len(self.rows) - 1

    def __getitem__(self, node: int) -> Organisation:
        return self.rows[node - ORGANISATION]

    def next_trade(self) -> str:
        """A word that no other organisation bears."""
        return next(self._trades)


def credit_code(position: int, region: str) -> str:
    """The credit code of the organisation at a position; distinct up to 2,100,000 of them."""
    body = f"XN{_LETTERS[position // 100_000]}{position % 100_000:05d}"
    return complete_credit_code(_HEAD + region, body)


def _iterate_trades(first: str, second: str) -> Iterator[str]:
    """Pairs of characters, spread over the first ones; then triples."""
    for offset in range(len(second)):
        for position, head in enumerate(first):
            yield head + second[(position + offset) % len(second)]
    for tail in second:
        for offset in range(len(second)):
            for position, head in enumerate(first):
                yield head + second[(position + offset) % len(second)] + tail
