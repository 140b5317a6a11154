"""One JSON object a line; keys are the headers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from gaodi.engines.tabular.cell import Cell, Limits, RawRow
from gaodi.engines.tabular.delimited import bounded_lines, open_text
from gaodi.engines.tabular.problems import CellProblem, Severity, Unreadable, shorten

_ANNOUNCING = 200


class _BadLine(Exception):
    def __init__(self, code: str, message: str) -> None:
        self.code, self.message = code, message
        super().__init__(message)


@dataclass
class JsonLinesReader:
    """Rows of a file of JSON lines; the first row handed on is made of the keys."""

    path: Path
    encoding: str
    limits: Limits

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys of the first 200 good lines, in order of appearance."""
        found: dict[str, None] = {}
        good = 0
        for _, line in self._lines():
            try:
                found |= dict.fromkeys(_object(line))
            except _BadLine:
                continue
            good += 1
            if good >= _ANNOUNCING or len(found) > self.limits.columns:
                break
        return tuple(found)

    def rows(self, start: int = 1) -> Iterator[RawRow]:
        """One row a line from line `start` on."""
        keys = self.keys
        if len(keys) > self.limits.columns:
            raise Unreadable("too_many_columns", f"超过 {self.limits.columns} 个键，请删去多余的键")
        known = frozenset(keys)
        for number, line in self._lines():
            if number > self.limits.rows:
                raise Unreadable("too_many_rows", f"超过 {self.limits.rows} 行，请拆成几个文件上传")
            if number >= start and line.strip():
                yield self._row(number, line, keys, known)

    def _row(self, number: int, line: str, keys: tuple[str, ...], known: frozenset[str]) -> RawRow:
        try:
            values = _object(line)
        except _BadLine as bad:
            problem = CellProblem(Severity.ERROR, bad.code, bad.message, row=number, value=shorten(line))
            return RawRow(number, (), problem)
        extra = () if values.keys() <= known else tuple(key for key in values if key not in known)
        return RawRow(number, tuple(values.get(key) for key in keys), None, extra)

    def _lines(self) -> Iterator[tuple[int, str]]:
        with open_text(self.path, self.encoding) as file:
            yield from enumerate(bounded_lines(file, self.limits.row_bytes, lambda: None), start=1)


def _object(line: str) -> dict[str, Cell]:
    """The cells of a line by key.

    Raises: _BadLine: torn, no object, a key twice, nested values, NaN.
    """
    try:
        values = _DECODER.decode(line.strip().removeprefix("﻿"))
    except (ValueError, RecursionError) as error:
        raise _BadLine("torn_line", "这一行不是完整的 JSON 对象，请重新导出") from error
    if not isinstance(values, dict):
        raise _BadLine("not_object", '每行应是一个 JSON 对象，如 {"企业名称": "…"}')
    for key, value in values.items():
        if isinstance(value, dict | list):
            raise _BadLine("nested", f"键“{shorten(key)}”的值是嵌套结构，请写成单个值")
    return values


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) != len(pairs):
        raise _BadLine("duplicate_key", "同一个键出现了两次，请只留一个")
    return values


def _refuse_constant(word: str) -> Any:
    raise _BadLine("not_a_number", f"{word} 不是数值，没有数据请写 null")


_DECODER = json.JSONDecoder(
    parse_float=Decimal, parse_int=Decimal, parse_constant=_refuse_constant, object_pairs_hook=_pairs
)
