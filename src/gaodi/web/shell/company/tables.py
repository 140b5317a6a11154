"""Who stands behind a company, and its money: holders, officers, loans, guarantees, deals and investors as tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from gaodi.apps.assessments import subject_rows
from gaodi.apps.assessments.subject_facts import Fact
from gaodi.apps.assessments.subject_rows import Row
from gaodi.apps.registry.choices import Standing
from gaodi.apps.registry.dossier import PartyRef, name_parties
from gaodi.values.money import yuan_from_fen
from gaodi.web.shell.company.facts import withheld_words
from gaodi.web.shell.company.subject import Subject
from gaodi.web.shell.ui.chips import Chip
from gaodi.web.shell.ui.figures import Link, Money
from gaodi.web.shell.ui.tables import Column, OnPhone, Table, TableRow

LinkTo = Callable[[Sequence[PartyRef]], Mapping[int, str]]
"""The addresses of those parties that the viewer may open, by id."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One fact table as a table of a page: which columns, the other party, the order, what is said where none is.

    `other` is the head and the column of the other party; `money` are columns printed in 万元; `order` sorts rows,
    the greatest first.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    order: str
    none: str
    other: tuple[str, str] | None = None
    money: tuple[str, ...] = ()
    amount: str = ""
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A titled table; without `table`, `none` says what its absence means."""

    anchor: str
    title: str
    table: Table | None
    none: str
    count: int
    has_money: bool = False


OWNERSHIP = (
    Sheet(
        "holding", "股东", ("role", "capital_share", "vote_share", "subscribed", "paid_in", "since"), "capital_share",
        "没有登记的股东：可能是上市公司，或来源没有提供。", ("股东", "holder_id"), ("subscribed", "paid_in"), "capital_share",
    ),
    Sheet("officer", "任职人员", ("position", "since"), "since", "没有登记的任职人员。", ("姓名", "person_id"), (), "position"),
    Sheet(
        "stake", "对外持股", ("role", "capital_share", "subscribed", "since"), "capital_share",
        "本市登记的企业中，没有由它持股的。", ("被投资企业", "company_id"), ("subscribed",), "capital_share",
    ),
)  # fmt: skip

CAPITAL = (
    Sheet(
        "loan", "贷款", ("state", "loan_class", "security", "principal", "balance", "rate", "drawn_on", "due_on", "overdue_days"),
        "drawn_on", "报送银行没有这家企业的贷款，或尚未报送。", ("贷款人", "lender_id"), ("principal", "balance"), "balance",
    ),
    Sheet(
        "guarantee_got", "获得担保", ("kind", "amount", "since", "last_day"), "since",
        "没有登记的担保。", ("担保人", "guarantor_id"), ("amount",), "amount",
    ),
    Sheet(
        "guarantee_given", "对外担保", ("kind", "amount", "since", "last_day"), "since",
        "没有登记的对外担保。", ("被担保人", "debtor_id"), ("amount",), "amount",
    ),
    Sheet(
        "deal", "资本交易", ("kind", "round", "amount", "valuation", "closed_on"), "closed_on",
        "没有登记的资本交易。", None, ("amount", "valuation"), "amount",
    ),
    Sheet(
        "investment", "投资方", ("state", "amount", "share", "is_first_outside", "paid_on", "left_on"), "paid_on",
        "没有登记的股权投资。", ("投资方", "investor_id"), ("amount",), "amount",
    ),
)  # fmt: skip


def read_tables(subject: Subject, sheets: Sequence[Sheet], link_to: LinkTo) -> tuple[TableBlock, ...]:
    """The tables, in one question and one for the names of the other parties, beside what `link_to` asks."""
    found = _read(subject, sheets)
    ids = {one for rows in found for row in rows for one in row.ids.values()}
    parties = name_parties(ids) if ids else {}
    addresses = link_to(list(parties.values())) if parties else {}
    others = {
        pk: Link(one.name, addresses[pk]) if pk in addresses else one.name for pk, one in parties.items()
    }
    withheld = withheld_words(subject.viewer)
    return tuple(_block(sheet, rows, others, withheld) for sheet, rows in zip(sheets, found, strict=True))


def _read(subject: Subject, sheets: Sequence[Sheet]) -> list[list[Row]]:
    as_of = subject.as_of
    asked = [
        subject_rows.Asked(sheet.name, sheet.columns, (sheet.other[1],) if sheet.other else ())
        for sheet in sheets
    ]
    found = subject_rows.read_tables(
        asked,
        subject_id=subject.party_id,
        on=as_of.on,
        known_at=as_of.known_at,
        visibilities=subject.viewer.visibilities,
    )
    return [
        sorted(rows, key=lambda row, order=sheet.order: row.values.get(order) or 0, reverse=True)  # type: ignore[misc]
        for sheet, rows in zip(sheets, found, strict=True)
    ]


def _block(sheet: Sheet, rows: Sequence[Row], others: Mapping[int, object], withheld: str) -> TableBlock:
    if not rows:
        return TableBlock(sheet.name, sheet.title, None, sheet.none, 0)
    kept = tuple(name for name in sheet.columns if not _is_idle(name, rows))
    table = Table(
        sheet.title,
        _columns(sheet, rows[0], kept),
        tuple(_row(sheet, row, kept, others, withheld) for row in rows),
        anchor=f"table-{sheet.name}",
    )
    return TableBlock(sheet.name, sheet.title, table, sheet.none, len(rows), bool(sheet.money))


def _is_idle(name: str, rows: Sequence[Row]) -> bool:
    """A column that no row fills takes no place, unless it is withheld, which is said."""
    return all(not row.values.get(name) and not row.facts[name].withheld for row in rows)


def _columns(sheet: Sheet, first: Row, kept: Sequence[str]) -> tuple[Column, ...]:
    head = [Column(sheet.other[0], on_phone=OnPhone.FIRM)] if sheet.other else []
    made = [_column(sheet, name, first.facts[name].label, is_first=not head) for name in kept if name != ""]
    if not head and made:
        made[0] = Column(made[0].label, on_phone=OnPhone.FIRM)
    return (*head, *made, Column("来源", code=True, on_phone=OnPhone.CLOCK))


def _column(sheet: Sheet, name: str, label: str, *, is_first: bool) -> Column:
    numeric = name in sheet.money or name in ("capital_share", "vote_share", "rate", "share", "overdue_days")
    if name == sheet.amount:
        return Column(label, numeric=numeric, on_phone=OnPhone.AMOUNT)
    on_phone = OnPhone.MATTER if name in ("role", "state", "kind", "position") else OnPhone.HIDDEN
    return Column(label, numeric=numeric, on_phone=on_phone)


def _row(
    sheet: Sheet, row: Row, kept: Sequence[str], others: Mapping[int, object], withheld: str
) -> TableRow:
    told = [_cell(sheet, row, name, withheld) for name in kept]
    source = next((fact.source for fact in row.facts.values() if fact.source), None)
    said = f"{source.title} {source.on}" if source else "尚无来源"
    if source and source.status and source.status != Standing.VERIFIED:
        said += f"，{Standing(source.status).label}"
    other = [others.get(row.ids.get(sheet.other[1], 0), "未登记")] if sheet.other else []
    return TableRow(said, (*other, *told, said))


def _cell(sheet: Sheet, row: Row, name: str, withheld: str) -> object:
    fact: Fact = row.facts[name]
    if fact.withheld:
        return Chip(withheld, "unknown", "lock")
    if fact.value is None:
        return "—"
    if name in sheet.money:
        return Money(yuan_from_fen(row.values[name]))
    if name == "state" and row.values[name] in ("overdue", "written_off"):
        return Chip(fact.value, "bad", "alert-triangle")
    return fact.value
