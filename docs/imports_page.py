"""Writes docs/reference/imports.md from the kinds of rows as declared: python docs/imports_page.py

A test fails while the page differs from what this writes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from gaodi.engines.tabular import Field

if TYPE_CHECKING:
    from gaodi.apps.registry.kinds import Kind

PAGE = Path(__file__).resolve().parent / "reference" / "imports.md"

_HEAD = """# Tables that can come in

Written by `docs/imports_page.py` from `apps/registry/kinds`; a test compares. Do not edit by hand.

A table is an .xlsx, a .csv (UTF-8, GB18030 or UTF-16; comma, semicolon, tab or bar) or a .jsonl with one object a line. Columns are found by their header: the label, the name or another word below, in any order, with or without a unit: 营业收入（万元） is scaled to yuan exactly, and so is 单位：万元 above the header. Columns with other headers are named and not taken in. A star marks what must be filled; —, - and 无 mean that there is no value.

Days are written 2024-01-31, 2024/1/31 or 2024年1月31日, or are dates of a spreadsheet. Shares are written 35% or 0.35; a bare 35 is refused. Amounts have at most two decimals of a yuan. A wrong check digit of a 统一社会信用代码 warns and does not block. Macros, passwords and .xls are refused.
"""
_SPANS = {
    "report": "valid from the day after `period_end`",
    "event": "valid from the day it happened",
    "term": "valid in its own period",
}


def render(kinds: Iterable[Kind]) -> str:
    """The whole page."""
    return "\n".join([_HEAD, *("\n".join(_section(kind)) for kind in kinds)])


def _section(kind: Kind) -> Iterator[str]:
    yield f"## {kind.code}\n"
    yield f"{kind.label}：{kind.help}。\n"
    keys = ", ".join(f"`{name}`" for name in kind.key)
    sources = "、".join(str(source.label) for source in kind.sources)
    declared = " An enterprise may declare it for itself." if kind.may_declare else ""
    yield f"A row is named by {keys}; it is {_SPANS[kind.span.value]}. Sources: {sources}.{declared}\n"
    yield "| Column | Name | Type | Other headers | Range or codes | Example | Note |"
    yield "|---|---|---|---|---|---|---|"
    yield from (_row(field) for field in kind.fields)
    yield ""
    if kind.rules:
        yield "Checks of a row: " + ", ".join(_rule(rule.name, rule.blocking) for rule in kind.rules) + ".\n"


def _rule(name: str, blocking: bool) -> str:
    return f"`{name}`" if blocking else f"`{name}` (warns)"


def _row(field: Field) -> str:
    cells = (
        f"{field.label}{'*' if field.required else ''}",
        f"`{field.name}`",
        field.type.value,
        "、".join(field.aliases),
        _values(field),
        field.example,
        field.note,
    )
    return f"| {' | '.join(cells)} |"


def _values(field: Field) -> str:
    if field.vocabulary:
        return f"vocabulary `{field.vocabulary}`"
    if field.choices:
        return "、".join(f"`{code}` {label}" for code, label in field.choices.items())
    if field.length:
        return f"at most {field.length} characters"
    if field.low is None or field.high is None:
        return ""
    return f"{_number(field.low)} to {_number(field.high)} {field.unit}".strip()


def _number(value: Decimal | int | date) -> str:
    return value.isoformat() if isinstance(value, date) else f"{value:,}"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gaodi.config.settings")
    import django

    django.setup()
    from gaodi.apps.registry.kinds import KINDS

    PAGE.write_text(render(KINDS.values()))


if __name__ == "__main__":
    main()
