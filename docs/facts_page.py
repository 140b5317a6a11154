"""Writes docs/reference/facts.md from the fact tables as declared: python docs/facts_page.py

A test fails while the page differs from what this writes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from gaodi.engines.rules import Column, FactType, Table
from gaodi.kernel.facts import FactTable

PAGE = Path(__file__).resolve().parent / "reference" / "facts.md"

_HEAD = """# Facts that rules may name

Written by `docs/facts_page.py` from the declarations in each app's `facts.py`; a test compares. Do not edit by hand.

A rule names a fact by the path from its grain: the table of `for_each` under its own word, other tables under the name of a link. Types: `money` is written in yuan in packs and cases, `rate` as a fraction, `count` as a whole number, `day` as 2025-06-30, `text` as a code, `flag` as true or false. A value outside its range counts as unknown. Who may see a value: `public` everyone; `subject` the company itself and the offices; `office` and `risk` those sections alone. To others the because says 由办公端掌握. How dates, sources and gaps work is told in [Facts and as-of](../explanation/facts-and-as-of.md).
"""


def render(tables: Iterable[FactTable]) -> str:
    """The whole page."""
    sections = ["\n".join(_section(one)) for one in sorted(tables, key=lambda one: one.table.name)]
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

    PAGE.write_text(render(facts))


if __name__ == "__main__":
    main()
