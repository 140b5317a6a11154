"""Rows of a file as typed values, with everything that is wrong about each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from gaodi.engines.tabular.cell import Cell, RawRow
from gaodi.engines.tabular.fields import Layout, Vocabularies
from gaodi.engines.tabular.headers import Header, HeaderColumn
from gaodi.engines.tabular.opening import TableFile
from gaodi.engines.tabular.parsing import CellParser, cell_parser
from gaodi.engines.tabular.plain import comparable
from gaodi.engines.tabular.problems import CellProblem, Severity, shorten

#: A row with this cell is the template's example.
EXAMPLE_MARK = "示例行，导入时忽略"


@dataclass(frozen=True, slots=True)
class ParsedRow:
    """One row: the value of every mapped field, None where missing or refused; and its problems."""

    number: int
    values: dict[str, Any]
    problems: tuple[CellProblem, ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether it can be taken in: nothing blocks, though something may warn."""
        return not self.problems or not any(problem.blocks for problem in self.problems)


def read_rows(
    file: TableFile,
    layout: Layout,
    header: Header,
    vocabularies: Vocabularies | None = None,
    *,
    start: int = 0,
) -> Iterator[ParsedRow]:
    """Rows after the header, or from row `start` on; empty rows and the example row are passed over.

    Raises: Unreadable: the file breaks off further in.
    """
    reader = _RowReader(file, layout, header, vocabularies or {})
    for raw in file.rows(header.sheet, max(start, header.row + 1)):
        if raw.problem is None and (raw.is_empty or EXAMPLE_MARK in raw.cells):
            continue
        yield reader.read(raw)


def parse_row(
    layout: Layout,
    cells: Mapping[str, Cell],
    vocabularies: Vocabularies | None = None,
    number: int = 0,
) -> ParsedRow:
    """The same checks for values that come by field name, as from a form."""
    problems: list[CellProblem] = []
    values = {
        field.name: cell_parser(field, vocabularies or {})(cells.get(field.name), problems)
        for field in layout.fields
    }
    problems.extend(check_rules(layout, values))
    return ParsedRow(number, values, tuple(replace(one, row=number) for one in problems))


def check_rules(layout: Layout, values: Mapping[str, Any]) -> Iterator[CellProblem]:
    """What the values of a row break together."""
    for rule in layout.rules:
        if None in [values.get(name) for name in rule.fields]:
            continue
        if words := rule.check(values):
            severity = Severity.ERROR if rule.blocking else Severity.WARNING
            column = layout.field(rule.fields[0]).label if rule.fields else ""
            yield CellProblem(severity, rule.name, words, column=column)


class _RowReader:
    """Parses the rows of one file: parsers are made once."""

    def __init__(self, file: TableFile, layout: Layout, header: Header, vocabularies: Vocabularies) -> None:
        self.layout = layout
        self.header = header
        self.is_text = file.format == "csv"
        self.width = len(header.columns)
        self.blank = {field.name: None for field in layout.fields}
        self.columns = [
            (column.index, column.field, self._parser(column, vocabularies))
            for column in header.columns
            if column.field is not None
        ]
        self.known_keys = {
            comparable(word): field.label
            for field in layout.fields
            for word in (field.label, field.name, *field.aliases)
        }

    def _parser(self, column: HeaderColumn, vocabularies: Vocabularies) -> CellParser:
        field = self.layout.field(column.field or "")
        return cell_parser(field, vocabularies, column.scale, shorten(column.text))

    def read(self, raw: RawRow) -> ParsedRow:
        values: dict[str, Any] = dict(self.blank)
        width = len(raw.cells)
        is_plain = width == self.width and raw.problem is None and not raw.extra
        problems: list[CellProblem] = [] if is_plain else list(self._shape(raw))
        if not problems or not any(problem.blocks for problem in problems):
            cells = raw.cells
            for index, name, parse in self.columns:
                values[name] = parse(cells[index] if index < width else None, problems)
            if self.layout.rules:
                problems.extend(check_rules(self.layout, values))
        if not problems:
            return ParsedRow(raw.number, values)
        placed = (replace(one, sheet=self.header.sheet, row=raw.number) for one in problems)
        return ParsedRow(raw.number, values, tuple(placed))

    def _shape(self, raw: RawRow) -> Iterator[CellProblem]:
        """What is wrong with the row before any cell is looked at."""
        if raw.problem is not None:
            yield raw.problem
        elif self.is_text and len(raw.cells) < self.width:
            words = f"这一行只有 {len(raw.cells)} 格，表头有 {self.width} 格；可能缺列或行不完整，请核对"
            yield CellProblem(Severity.ERROR, "too_few_cells", words, value=shorten(raw.cells[-1]))
        elif len(raw.cells) > self.width and any(cell not in (None, "") for cell in raw.cells[self.width :]):
            yield self._too_many(raw)
        for key in raw.extra:
            yield self._late_key(key)

    def _too_many(self, raw: RawRow) -> CellProblem:
        seen = next(cell for cell in raw.cells[self.width :] if cell not in (None, ""))
        words = f"这一行有 {len(raw.cells)} 格，表头有 {self.width} 格；单元格内的分隔符要放在引号里"
        if self.is_text:
            return CellProblem(Severity.ERROR, "too_many_cells", words, value=shorten(seen))
        words = "表头之外还有内容，没有导入；请给该列加上表头或删去"
        return CellProblem(Severity.WARNING, "beyond_header", words, value=shorten(seen))

    def _late_key(self, key: str) -> CellProblem:
        if label := self.known_keys.get(comparable(key)):
            words = f"键“{label}”前面的行都没有；请让各行的键一致（没有值写 null）"
            return CellProblem(Severity.ERROR, "late_key", words, column=shorten(key))
        words = "不认识的键，不导入"
        return CellProblem(Severity.WARNING, "ignored_column", words, column=shorten(key))
