"""Writes docs/reference/facts.md from the fact tables and the derived facts as declared: python docs/facts_page.py

A test fails while the page differs from what this writes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gaodi.engines.rules import Column, FactType, Table

if TYPE_CHECKING:  # needs Django set up, which a script does later
    from gaodi.kernel.facts import FactRegistry, FactTable

ROOT = Path(__file__).resolve().parent.parent
PACKS, PACK = ROOT / "region_packs", "_cn"
PAGE = Path(__file__).resolve().parent / "reference" / "facts.md"

_HEAD = """# Facts that rules may name

Written by `docs/facts_page.py` from the declarations in each app's `facts` and in the pack `_cn`; a test compares. Do not edit by hand.

A rule names a fact by the path from its grain: the table of `for_each` under its own word, other tables under the name of a link. Types: `money` is written in yuan in packs and cases, `rate` as a fraction, `count` as a whole number, `day` as 2025-06-30, `text` as a code, `flag` as true or false. A value outside its range counts as unknown. Who may see a value: `public` everyone; `subject` the company itself and the offices; `parties` those who take part in the loan or deal, and the offices; `office` and `risk` those sections alone. To others the because says 由办公端掌握.

Facts under **Derived** are made of the rows of other tables or of two facts of the same row; packs define them in `facts/*.yaml`. "Years" are counted back from the day asked for, "periods" are years of reports, the newest first. How dates, sources and gaps work is told in [Facts and as-of](../explanation/facts-and-as-of.md).
"""


def read_plain() -> dict[str, dict[str, dict[str, Any]]]:
    """What the pack derives, by table and name, as its files say it."""
    from gaodi.kernel.facts.defining import plain_definitions
    from gaodi.kernel.packs.reading import read_pack

    return plain_definitions(read_pack(PACKS, PACK).matching("facts/*.yaml").values())


def render(facts: FactRegistry, plain: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> str:
    """The whole page. Args: plain: what packs derive, by table and name."""
    from gaodi.kernel.facts.defining import documents_of

    definitions, _ = facts.define(documents_of(plain))
    sections = []
    for one in sorted(facts, key=lambda one: one.table.name):
        name = one.table.name
        columns = [fact.as_column() for fact in definitions.get(name, {}).values()]
        sections.append("\n".join([*_section(one), *_derived(one.table, columns, plain.get(name, {}))]))
    return "\n".join([_HEAD, *sections])


def _section(one: FactTable) -> Iterator[str]:
    table = one.table
    yield f"## {table.name}\n"
    yield f"{table.label}. Written `{table.alias}.…` in rules. Key: `{table.key}`. Complete: {one.coverage}。\n"
    for link in table.links:
        yield f"Link: `{link.name}.…` leads by `{link.column}` to the row of [{link.table}](#{link.table}).\n"
    yield "| Fact | Type | Label | Range or codes | Seen by | Source in |"
    yield "|---|---|---|---|---|---|"
    yield from (_row(table, column) for column in table.columns)
    yield ""


def _derived(table: Table, columns: list[Column], plain: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """The derived facts in the order of the pack's files."""
    if not columns:
        return
    by_name = {column.name: column for column in columns}
    yield f"**Derived facts of {table.name}**\n"
    yield "| Fact | Type | Label | Made of | Range or codes | Seen by |"
    yield "|---|---|---|---|---|---|"
    for name, entry in plain.items():
        column = by_name[name]
        cells = (f"`{table.alias}.{name}`", column.type.value, column.label, say_definition(entry))
        yield f"| {' | '.join((*cells, _values(column), column.visibility.value))} |"
    yield ""


_PAIRS = {"ratio": "{of} ÷ {to}", "growth": "({of} − {to}) ÷ {to}", "difference": "{of} − {to}"}
_TAKEN = {"sum": "sum of", "min": "least", "max": "greatest", "last": "last", "first": "first"}
_MISSING = {
    "known_rows": "of the rows that are there",
    "since_founding": "periods before the founding are not missing",
}


def say_definition(entry: Mapping[str, Any]) -> str:
    """A derived fact in words, as its file defines it."""
    if entry["op"] in _PAIRS:
        return _PAIRS[entry["op"]].format(of=f"`{entry['of']}`", to=f"`{entry['to']}`")
    source = f"[{entry['from']}](#{entry['from']})"
    parts = [_say_op(entry, source)]
    if "where" in entry:
        parts.append(f"where `{entry['where']}`")
    if entry.get("back"):
        parts.append(
            "the year before the newest row" if entry["back"] == 1 else f"{entry['back']} years before it"
        )
    parts += [_say_window(entry.get("window"))] if entry.get("window") else []
    parts += [_MISSING[entry["if_incomplete"]]] if entry.get("if_incomplete") in _MISSING else []
    return ", ".join(parts)


def _say_op(entry: Mapping[str, Any], source: str) -> str:
    if entry["op"] == "count":
        return f"number of rows of {source}"
    if entry["op"] == "exists":
        return f"whether there is a row of {source}"
    return f"{_TAKEN[entry['op']]} `{entry['column']}` of {source}"


def _say_window(window: Any) -> str:
    if window == "valid":
        return "valid on the day"
    span, length = next(iter(window.items()))
    if span == "last":
        return f"last {length} periods"
    return f"within {length} {span if length > 1 else span.removesuffix('s')}"


def _row(table: Table, column: Column) -> str:
    cells = (
        f"`{table.alias}.{column.name}`",
        column.type.value,
        column.label,
        _values(column),
        column.visibility.value,
        f"`{column.source}`" if column.source else "",
    )
    return f"| {' | '.join(cells)} |"


def _values(column: Column) -> str:
    if column.vocabulary:
        return f"vocabulary `{column.vocabulary}`"
    if column.type is FactType.FLAG:
        words = {"1": "true", "0": "false"}
        return "、".join(f"{words[code]} {label}" for code, label in column.codes.items()) or "true, false"
    if column.codes:
        return "、".join(f"`{code}` {label}" for code, label in column.codes.items())
    if column.low is None or column.high is None:
        return "free text"
    return f"{_number(column, column.low)} to {_number(column, column.high)}"


def _number(column: Column, value: int) -> str:
    if column.type is FactType.DAY:
        return (date(1970, 1, 1) + timedelta(days=value)).isoformat()
    if column.type is FactType.MONEY:
        return f"{Decimal(value).scaleb(-2):,.0f} yuan"
    if column.type is FactType.RATE:
        return f"{Decimal(value).scaleb(-6).normalize():f}"
    return f"{value:,}"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gaodi.config.settings")
    import django

    django.setup()
    from gaodi.kernel.facts import facts

    PAGE.write_text(render(facts, read_plain()))


if __name__ == "__main__":
    main()
