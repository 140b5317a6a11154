"""Derived facts read from a pack's files and compared with the tables that they are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from gaodi.engines.rules.dictionary import Column, FactType, Visibility
from gaodi.engines.rules.draft import Wrong
from gaodi.engines.rules.row_conditions import read_condition
from gaodi.kernel.facts.conditions import check_writable
from gaodi.kernel.facts.declaration import FactTable
from gaodi.kernel.facts.derived import (
    SOURCE,
    SOURCE_ON,
    STANDING,
    Definitions,
    Derived,
    Incomplete,
    Op,
    Span,
    Window,
)
from gaodi.kernel.facts.fitting import check_operands, check_rows, in_order
from gaodi.values.forms import Form, did_you_mean
from gaodi.values.places import Document, Problem

Tables = Mapping[str, FactTable]
_POSITION = "position"

_NAME = re.compile(r"[a-z][a-z0-9_]{0,46}")
_KEYS = (
    *("label", "type", "op", "low", "high", "visibility", "group", "unit"),
    *("from", "by", "column", "where", "window", "if_incomplete", "back", "covered_as", "of", "to"),
)


def read_definitions(documents: Iterable[Document], tables: Tables) -> tuple[Definitions, list[Problem]]:
    """The derived facts of all documents that are sound, and what is wrong with the others."""
    problems: list[Problem] = []
    found: dict[str, dict[str, Derived]] = {}
    forms: dict[tuple[str, str], Form] = {}
    for document in documents:
        form = Form(document, "", document.data, problems).only("table", "derived")
        table = _table(form, "table", tables)
        entries = form.form("derived")
        if table is None:
            continue
        for name in entries.data:
            entry, before = entries.form(str(name)), len(problems)
            _check_name(entry, str(name), table, found.get(table.table.name, {}))
            fact = _read_one(entry, str(name), table, tables)
            if fact is not None and len(problems) == before:
                found.setdefault(table.table.name, {})[fact.name] = fact
                forms[table.table.name, fact.name] = entry
    sound = {
        name: in_order(_with_sound_operands(tables[name], facts, forms), tables[name], forms)
        for name, facts in found.items()
    }
    return sound, problems


def plain_definitions(documents: Iterable[Document]) -> dict[str, dict[str, Any]]:
    """The same documents as a pack version keeps them: what each table derives, by name.

    `position` is the place in the files, which canonical JSON does not keep.
    """
    kept: dict[str, dict[str, Any]] = {}
    for document in documents:
        derived = kept.setdefault(document.data["table"], {})
        for name, entry in document.data["derived"].items():
            derived[name] = {**entry, _POSITION: len(derived)}
    return kept


def documents_of(plain: Mapping[str, Mapping[str, Any]]) -> list[Document]:
    """What a pack version keeps, as documents again, in the order of its files."""
    return [
        Document(f"facts/{table}", {"table": table, "derived": _in_files_order(derived)})
        for table, derived in plain.items()
    ]


def _in_files_order(derived: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    ordered = sorted(derived.items(), key=lambda item: item[1].get(_POSITION, 0))
    return {name: {key: entry[key] for key in entry if key != _POSITION} for name, entry in ordered}


def _table(form: Form, key: str, tables: Tables) -> FactTable | None:
    name = form.text(key)
    if name and name not in tables:
        form.report(key, f"there is no fact table `{name}`", did_you_mean(name, tables))
    return tables.get(name)


def _check_name(form: Form, name: str, table: FactTable, others: Mapping[str, Derived]) -> None:
    if not _NAME.fullmatch(name):
        form.report("", f"`{name}` is no name of a fact", "up to 47 small letters, digits and underscores")
    taken = {*table.names, *(one + end for one in others for end in ("", SOURCE, SOURCE_ON, STANDING))}
    if taken & {name, name + SOURCE, name + SOURCE_ON, name + STANDING}:
        form.report("", f"fact table `{table.table.name}` already has `{name}`", "give it another name")


def _read_one(form: Form, name: str, table: FactTable, tables: Tables) -> Derived | None:
    form.only(*_KEYS)
    op = form.choice("op", Op)
    common: dict[str, Any] = {
        "name": name,
        "op": op,
        "label": form.text("label"),
        "type": form.choice("type", FactType),
        "visibility": form.choice("visibility", Visibility)
        if "visibility" in form.data
        else Visibility.SUBJECT,
        "group": form.maybe_text("group"),
        "unit": form.maybe_text("unit") or "",
    }
    common |= _range(form, common["type"])
    if not op.is_of_rows:
        _refuse(form, f"`{op.value}` is made of two facts", *_KEYS[8:16])
        return Derived(**common, of=_operand(form, "of", table), to=_operand(form, "to", table))
    _refuse(form, f"`{op.value}` is made of rows", "of", "to")
    source = _table(form, "from", tables)
    return _of_rows(form, common, table, source) if source is not None else None


def _range(form: Form, type_: FactType) -> dict[str, Any]:
    if type_ is FactType.TEXT:
        return {}
    if type_ is FactType.FLAG:
        return {"low": 0, "high": 1, "codes": {"0": "否", "1": "是"}}
    if type_ is FactType.DAY and "low" not in form.data:
        return {}
    if missing := [key for key in ("low", "high") if form.data.get(key) is None]:
        form.report(
            missing[0], f"`{missing[0]}` is missing", "a numeric fact declares its range in plan units"
        )
        return {}
    low, high = form.integer("low"), form.integer("high")
    if low > high:
        form.report("high", f"the range {low}..{high} is empty")
    if max(abs(low), abs(high)) >= 2**63:
        form.report("high", "the range passes what a plan value can hold", "stay below 2**63")
    return {"low": low, "high": high}


def _of_rows(form: Form, common: dict[str, Any], table: FactTable, source: FactTable) -> Derived:
    column = _column(form, source)
    fact = Derived(
        **_inherited(common, column, source),
        source=source.table.name,
        by=form.maybe_text("by") or source.subject,
        column=column.name if column else None,
        where=_where(form, source),
        window=_window(form),
        incomplete=form.choice("if_incomplete", Incomplete)
        if "if_incomplete" in form.data
        else Incomplete.UNKNOWN,
        back=form.integer("back") if "back" in form.data else 0,
        covered_as=form.maybe_text("covered_as") or source.covered_as,
    )
    check_rows(form, fact, table, source, column)
    return fact


def _inherited(common: dict[str, Any], column: Column | None, source: FactTable) -> dict[str, Any]:
    """What is said with the range, the codes and the source's labels of the column that a value is taken from."""
    told = column or next((one for one in source.table.columns if one.source), None)
    named = source.table.column(told.source) if told and told.source else None
    extra: dict[str, Any] = {"source_codes": named.codes if named else {}}
    if column is not None and common["op"] in (Op.FIRST, Op.LAST, Op.MIN, Op.MAX):
        extra |= {"codes": column.codes, "vocabulary": column.vocabulary}
        if common.get("low") is None:
            extra |= {"low": column.low, "high": column.high}
    return common | extra


def _column(form: Form, source: FactTable) -> Column | None:
    name = form.maybe_text("column")
    if name is None:
        return None
    column = source.table.column(name)
    if column is None:
        known = [one.name for one in source.table.columns]
        form.report(
            "column", f"column `{name}` is not in fact table `{source.table.name}`", did_you_mean(name, known)
        )
    return column


def _where(form: Form, source: FactTable) -> Any:
    text = form.maybe_text("where")
    if text is None:
        return None
    try:
        node = read_condition(text, source.table)
        check_writable(node)
        return node
    except Wrong as wrong:
        form.report("where", wrong.message, wrong.suggestion)
        return None


def _window(form: Form) -> Window | None:
    value = form.data.get("window")
    if value is None:
        return None
    if value == Span.VALID.value:
        return Window(Span.VALID)
    known = [span.value for span in Span if span is not Span.VALID]
    if not isinstance(value, dict) or len(value) != 1 or next(iter(value)) not in known:
        form.report(
            "window",
            f"`{value}` is no window",
            "write valid, or one of {last: 3}, {years: 3}, {months: 6}, {days: 90}",
        )
        return None
    inner = form.form("window")
    span = Span(next(iter(value)))
    length = inner.integer(span.value)
    most = {Span.LAST: 20, Span.YEARS: 100, Span.MONTHS: 1200, Span.DAYS: 36500}[span]
    if not 1 <= length <= most:
        inner.report(span.value, f"a window is 1 to {most} {span.value} long")
    return Window(span, length)


def _operand(form: Form, key: str, table: FactTable) -> str:
    alias, _, name = form.text(key).rpartition(".")
    if name and alias not in ("", table.table.alias):
        form.report(
            key,
            f"`{alias}.{name}` is not of fact table `{table.table.name}`",
            f"write {table.table.alias}.{name}",
        )
    return name


def _refuse(form: Form, why: str, *keys: str) -> None:
    for key in keys:
        if key in form.data:
            form.report(key, f"`{key}` has no meaning here: {why}", "leave it out")


def _with_sound_operands(
    table: FactTable, facts: dict[str, Derived], forms: Mapping[tuple[str, str], Form]
) -> dict[str, Derived]:
    """The facts whose operands exist and have fitting types, down to what is recorded."""
    sound = dict(facts)
    while True:
        wrong = [
            name
            for name, fact in sound.items()
            if not check_operands(forms[table.table.name, name], fact, table, sound)
        ]
        if not wrong:
            return sound
        for name in wrong:
            del sound[name]
