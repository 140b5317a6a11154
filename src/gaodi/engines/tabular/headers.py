"""Which row is the header, which column is which field, and in what unit it counts."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice, pairwise

from gaodi.engines.tabular.cell import RawRow
from gaodi.engines.tabular.fields import Field, FieldType, Layout
from gaodi.engines.tabular.json_lines import JsonLinesReader
from gaodi.engines.tabular.opening import TableFile
from gaodi.engines.tabular.plain import comparable, halfwidth
from gaodi.engines.tabular.problems import CellProblem, Severity, shorten
from gaodi.engines.tabular.sheet import letters_of
from gaodi.engines.tabular.workbook import Sheet
from gaodi.values.money import WAN, YI

#: The column of templates in which the example row is marked.
NOTE_HEADER = "说明"
_LOOKED_AT = 30
_SHEETS_LOOKED_AT = 20
_ONE = Decimal(1)
_SCALES: dict[FieldType, dict[str, Decimal]] = {
    FieldType.YUAN: {
        "元": _ONE,
        "千元": Decimal(1000),
        "万元": Decimal(WAN),
        "百万元": Decimal(100 * WAN),
        "亿元": Decimal(YI),
    },
    FieldType.FRACTION: {"%": Decimal("0.01"), "‰": Decimal("0.001")},
    FieldType.COUNT: {
        "人": _ONE,
        "万人": Decimal(WAN),
        "项": _ONE,
        "个": _ONE,
        "件": _ONE,
        "家": _ONE,
        "天": _ONE,
    },
}
_UNIT = re.compile(r"[(\[【/](?:单位)?[:：]?\s*(?:人民币)?([^()\[\]【】/]{1,6}?)(?:人民币)?[)\]】]?\s*\*?$")
_UNIT_OF_TABLE = re.compile(r"(?:金额)?单位[:：]\s*(?:人民币)?(元|千元|万元|百万元|亿元)")


@dataclass(frozen=True, slots=True)
class HeaderColumn:
    """One column of a file and what it was understood to be."""

    index: int
    letter: str
    text: str
    """The header as it stands in the file."""
    field: str | None
    scale: Decimal = _ONE
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a table; rows with greater numbers are data."""

    sheet: str
    row: int
    columns: tuple[HeaderColumn, ...]
    problems: tuple[CellProblem, ...] = ()

    @property
    def is_usable(self) -> bool:
        return not any(problem.blocks for problem in self.problems)

    def as_mapping(self) -> dict[str, str]:
        """Field by header text, "" for what is ignored: the form in which a mapping is saved."""
        return {column.text: column.field or "" for column in self.columns if column.text}


def find_header(
    file: TableFile, layout: Layout, *, sheet: str = "", saved: Mapping[str, str] | None = None
) -> Header:
    """The header of the named sheet, or of the first sheet whose header fits; what is wrong with it is inside.

    Args: saved: field name by header text, "" to ignore; it overrides every other way of understanding a header.
    """
    finder = _Finder(layout, saved or {})
    if isinstance(file.reader, JsonLinesReader):
        keys = RawRow(0, file.reader.keys)
        return finder.header(Sheet(), keys, _ONE, [])
    if sheet:
        return finder.best(file, file.sheet(sheet))
    shown = [one for one in file.sheets if not one.hidden] or [file.sheet()]
    found = None
    for one in shown[:_SHEETS_LOOKED_AT]:
        header = finder.best(file, one)
        if found is None or _fit(header) > _fit(found):
            found = header
        if header.is_usable:
            break
    assert found is not None
    hidden = [one.name for one in file.sheets if one.hidden]
    return _warn_of_hidden(found, hidden)


def suggest_fields(layout: Layout, text: str) -> tuple[str, ...]:
    """Names of at most three fields whose labels look like this header, the likeliest first."""
    word = comparable(_without_unit(text))
    if not word:
        return ()
    scores = {
        field.name: max(_likeness(word, comparable(one)) for one in _words(field)) for field in layout.fields
    }
    likely = sorted((name for name in scores if scores[name] >= 0.5), key=lambda name: -scores[name])
    return tuple(likely[:3])


class _Finder:
    """Understands headers of one layout."""

    def __init__(self, layout: Layout, saved: Mapping[str, str]) -> None:
        self.layout = layout
        self.saved = saved
        self.fields = {field.name: field for field in layout.fields}
        self.words = {comparable(word): field for field in layout.fields for word in _words(field)}

    def best(self, file: TableFile, sheet: Sheet) -> Header:
        """The row among the first thirty that names most fields, or two rows laid over each other (merged cells)."""
        rows = list(islice(file.rows(sheet.name), _LOOKED_AT))
        overlaid = [_overlay(above, below) for above, below in pairwise(rows)]
        candidates = [*rows, *overlaid]
        best = max(candidates, key=lambda row: (self._fit(row), -row.number), default=None)
        if best is None or self._fit(best) == 0:
            first = next((row for row in rows if not row.is_empty), RawRow(0, ()))
            missing = self._problem(
                "no_header", f"没有找到“{self.layout.label}”的表头，请使用模板或选择对应列"
            )
            columns = tuple(self.column(index, cell, _ONE) for index, cell in enumerate(first.cells))
            return Header(sheet.name, 0, columns, (missing,))
        above = [row for row in rows if row.number < best.number]
        problems = [replace(row.problem, sheet=sheet.name) for row in [best] if row.problem]
        return self.header(sheet, best, _unit_of_table(above), problems)

    def header(self, sheet: Sheet, row: RawRow, scale: Decimal, problems: list[CellProblem]) -> Header:
        columns = tuple(self.column(index, cell, scale) for index, cell in enumerate(row.cells))
        if scale != _ONE:
            words = "表头上方注明了金额单位，未另写单位的金额列已按该单位换算成元，请核对"
            problems.append(self._problem("unit_of_table", words, Severity.WARNING))
        found = [*problems, *self._doubled(columns), *self._missing(columns), *self._ignored(columns)]
        placed = tuple(replace(one, sheet=sheet.name, row=one.row or row.number) for one in found)
        return Header(sheet.name, row.number, columns, placed)

    def column(self, index: int, cell: object, scale: Decimal) -> HeaderColumn:
        text = "" if cell is None else str(cell).strip()
        field = self.field_of(text)
        letter = letters_of(index)
        if field is None:
            near = () if text in self.saved else suggest_fields(self.layout, text[:64])
            return HeaderColumn(index, letter, text, None, _ONE, near)
        own = _scale(field, text)
        if own is None:
            own = scale if field.type is FieldType.YUAN else _ONE
        return HeaderColumn(index, letter, text, field.name, own)

    def field_of(self, text: str) -> Field | None:
        if text in self.saved:
            return self.fields.get(self.saved[text])
        if len(text) > 64:
            return None
        return self.words.get(comparable(text)) or self.words.get(comparable(_without_unit(text)))

    def _fit(self, row: RawRow) -> int:
        named = {
            field.name
            for cell in row.cells
            if isinstance(cell, str) and (field := self.field_of(cell.strip()))
        }
        return len(named)

    def _doubled(self, columns: Sequence[HeaderColumn]) -> Iterable[CellProblem]:
        seen: dict[str, HeaderColumn] = {}
        for column in columns:
            if column.field is None:
                continue
            if first := seen.get(column.field):
                label = self.fields[column.field].label
                words = f"{first.letter} 列与 {column.letter} 列都是“{label}”，请只留一列或在映射中忽略其一"
                yield self._problem("doubled", words, column=column.text)
            seen.setdefault(column.field, column)

    def _missing(self, columns: Sequence[HeaderColumn]) -> Iterable[CellProblem]:
        named = {column.field for column in columns}
        for field in self.layout.fields:
            if field.required and field.name not in named:
                yield self._problem(
                    "missing_column", f"缺少必填列“{field.label}”，请补上或选择对应列", column=field.label
                )

    def _ignored(self, columns: Sequence[HeaderColumn]) -> Iterable[CellProblem]:
        for column in columns:
            if (
                column.field is None
                and column.text
                and column.text != NOTE_HEADER
                and self.saved.get(column.text) != ""
            ):
                near = "、".join(self.fields[name].label for name in column.suggestions)
                hint = f"；若是“{near}”请在映射中选择" if near else ""
                words = f"{column.letter} 列不认识，不导入{hint}"
                yield self._problem("ignored_column", words, Severity.WARNING, column.text)

    def _problem(
        self, code: str, words: str, severity: Severity = Severity.ERROR, column: str = ""
    ) -> CellProblem:
        return CellProblem(severity, code, words, column=shorten(column))


def _words(field: Field) -> tuple[str, ...]:
    return (field.label, field.name, *field.aliases)


def _likeness(word: str, known: str) -> float:
    if len(word) > 1 and (word in known or known in word):
        return 0.75 + 0.25 * min(len(word), len(known)) / max(len(word), len(known))
    return difflib.SequenceMatcher(None, word, known).ratio()


def _without_unit(text: str) -> str:
    plain = halfwidth(text).strip()
    found = _UNIT.search(plain)
    return plain[: found.start()] if found and found.start() else plain


def _scale(field: Field, text: str) -> Decimal | None:
    """The unit that a header names; None if it names none that such a field has."""
    found = _UNIT.search(halfwidth(text).strip())
    return _SCALES.get(field.type, {}).get(found.group(1).strip()) if found else None


def _unit_of_table(above: Sequence[RawRow]) -> Decimal:
    """单位：万元 over the header, as statements print it."""
    for row in above:
        for cell in row.cells:
            if (
                isinstance(cell, str)
                and len(cell) < 200
                and (found := _UNIT_OF_TABLE.search(halfwidth(cell)))
            ):
                return _SCALES[FieldType.YUAN][found.group(1)]
    return _ONE


def _overlay(above: RawRow, below: RawRow) -> RawRow:
    """A header of two rows, as merged cells make it: what the lower row leaves empty is told by the upper."""
    width = max(len(above.cells), len(below.cells))
    upper, lower = (row.cells + (None,) * (width - len(row.cells)) for row in (above, below))
    cells = tuple(low if low not in (None, "") else high for low, high in zip(lower, upper, strict=True))
    return RawRow(below.number, cells, below.problem)


def _fit(header: Header) -> int:
    return len({column.field for column in header.columns if column.field})


def _warn_of_hidden(header: Header, hidden: list[str]) -> Header:
    if not hidden:
        return header
    words = f"隐藏的工作表没有读取：{'、'.join(shorten(name) for name in hidden[:5])}"
    warning = CellProblem(Severity.WARNING, "hidden_sheet", words)
    return replace(header, problems=(*header.problems, warning))
