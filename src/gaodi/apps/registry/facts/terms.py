"""A column of a fact table together with the SQL that yields it, so that the two cannot disagree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from gaodi.apps.registry.choices import Source, Standing
from gaodi.apps.registry.facts.rows import days, fen, ppm
from gaodi.engines.rules.dictionary import Column, FactType, Link, Table, Visibility
from gaodi.kernel.facts import FactTable, facts

#: 1900-01-01 and 2100-01-01 as days since 1970-01-01: no day of a registry lies outside.
FIRST_DAY, LAST_DAY = -25567, 47482

#: A hundred billion yuan in fen: above any figure of a company in a city.
MOST_FEN = 10_000_000_000_000

#: Ten thousand billion yuan in fen: above the balance sheet of any bank with a seat in a city.
MOST_FEN_OF_A_BANK = 1_000_000_000_000_000

#: One, as a rate.
WHOLE = 1_000_000

_MOST_ID = 2**53


@dataclass(frozen=True, slots=True)
class Term:
    """A column, and the expression over `told` (and what is joined to it) that yields it."""

    column: Column
    sql: str


def ident(name: str, label: str, sql: str = "told.id") -> Term:
    """A key of this or another table; of no meaning outside the database."""
    column = Column(
        name, FactType.COUNT, label, low=1, high=_MOST_ID, visibility=Visibility.OFFICE, group="register"
    )
    return Term(column, sql)


def public_id(label: str, sql: str = "told.public_id") -> Term:
    """The name of a row in addresses and files."""
    return Term(Column("public_id", FactType.TEXT, label, group="register"), f"{sql}::text")


def money(name: str, label: str, sql: str = "", *, low: int = 0, high: int = MOST_FEN) -> Term:
    """Fen; of the row's `<name>_yuan` unless said otherwise."""
    return Term(Column(name, FactType.MONEY, label, low=low, high=high), fen(sql or f"told.{name}_yuan"))


def signed(name: str, label: str, sql: str = "") -> Term:
    """Fen that may be below zero: a profit, a flow of cash."""
    return money(name, label, sql, low=-MOST_FEN)


def rate(name: str, label: str, sql: str = "", *, high: int = WHOLE) -> Term:
    """Parts per million of a fraction."""
    return Term(Column(name, FactType.RATE, label, low=0, high=high), ppm(sql or f"told.{name}"))


def count(name: str, label: str, sql: str = "", *, low: int = 0, high: int = 1_000_000) -> Term:
    """A whole number."""
    return Term(Column(name, FactType.COUNT, label, low=low, high=high), f"({sql or f'told.{name}'})::bigint")


def day(name: str, label: str, sql: str = "") -> Term:
    """A day."""
    return Term(Column(name, FactType.DAY, label, low=FIRST_DAY, high=LAST_DAY), days(sql or f"told.{name}"))


def flag(name: str, label: str, sql: str = "", *, no: str = "否", yes: str = "是") -> Term:
    """Yes, no, or unknown, of a boolean."""
    column = Column(name, FactType.FLAG, label, low=0, high=1, codes={"0": no, "1": yes})
    return Term(column, f"({sql or f'told.{name}'})::int")


def code(
    name: str,
    label: str,
    sql: str = "",
    *,
    codes: Mapping[str, str] | None = None,
    vocabulary: str | None = None,
) -> Term:
    """A code, of these choices or of a vocabulary of the pack; an empty one is unknown."""
    column = Column(name, FactType.TEXT, label, codes=dict(codes or {}), vocabulary=vocabulary)
    return Term(column, f"NULLIF({sql or f'told.{name}'}, '')")


def text(name: str, label: str, sql: str = "") -> Term:
    """Free words; empty ones are unknown."""
    return code(name, label, sql)


def source_terms(name: str, on: str, label: str, row: str = "told") -> tuple[Term, Term, Term]:
    """The three columns that say where values came from: outlet, how far it is to be trusted, day."""
    return (
        code(name, f"{label}来源", f"{row}.source", codes=dict(Source.choices)),
        code(f"{name}_standing", f"{label}核实", f"{row}.standing", codes=dict(Standing.choices)),
        day(on, f"{label}来源日期", f"{row}.source_on"),
    )


def told_by(
    source: str, source_on: str, terms: Iterable[Term], *, group: str, seen_by: Visibility
) -> tuple[Term, ...]:
    """The terms with their source, their place on a page, and who may see them."""
    return tuple(
        Term(
            replace(
                term.column,
                source=source,
                source_on=source_on,
                group=term.column.group or group,
                visibility=seen_by,
            ),
            term.sql,
        )
        for term in terms
    )


def seen(terms: Iterable[Term], *, group: str, by: Visibility) -> tuple[Term, ...]:
    """The terms with their place on a page and who may see them."""
    return tuple(Term(replace(term.column, group=group, visibility=by), term.sql) for term in terms)


def select(terms: Sequence[Term], rest: str) -> str:
    """A SELECT of the terms. Args: rest: from its FROM on."""
    listed = ",\n       ".join(f"{term.sql} AS {term.column.name}" for term in terms)
    return f"SELECT {listed}\n{rest}"


def declare(
    name: str,
    label: str,
    key: str,
    terms: Sequence[Term],
    rest: str,
    *,
    coverage: str,
    behind: tuple[tuple[str, str], ...],
    subject: str = "company_id",
    alias: str = "",
    links: tuple[Link, ...] = (),
    covered_as: str | None = None,
    order: str | None = None,
    began: str | None = None,
) -> FactTable:
    """Declare a fact table whose SQL and columns are these terms."""
    columns = tuple(term.column for term in terms)
    table = Table(name=name, alias=alias or name, key=key, label=label, columns=columns, links=links)
    return facts.declare(
        FactTable(
            table=table,
            sql=select(terms, rest),
            coverage=coverage,
            subject=subject,
            covered_as=covered_as,
            order=order,
            began=began,
            behind=behind,
        )
    )
