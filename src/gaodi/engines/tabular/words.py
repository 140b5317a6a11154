"""Texts, codes, flags and names out of cells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache

from gaodi.engines.tabular.cell import Cell
from gaodi.engines.tabular.fields import Field, Vocabularies
from gaodi.engines.tabular.plain import FORBIDDEN, clean, comparable, halfwidth
from gaodi.engines.tabular.refusal import Parser, Refused, Warn
from gaodi.values.forms import did_you_mean
from gaodi.values.identifiers import check_credit_code, normalize_code

_CODE_TEXT = re.compile(r"[0-9A-Z]{18}", re.ASCII)
_EXACT_DIGITS = 15
_NAME_LENGTH = 128
_SHAPE_ODDITIES = frozenset(["credit_code_length", "credit_code_alphabet", "credit_code_region"])
#: The same parties stand in a file many times, and more of them than this in few files.
_oddities = lru_cache(maxsize=65_536)(check_credit_code)
_YES = frozenset(["是", "有", "true", "yes", "y", "1", "√", "✓", "✔", "对"])
_NO = frozenset(["否", "无", "不是", "没有", "false", "no", "n", "0", "×", "✗", "✘", "x"])


def text_of_cell(cell: Cell) -> str:
    """The cell as text; a number keeps its digits.

    Raises: Refused: characters that do not show, or a number so long that a spreadsheet has cut it.
    """
    if isinstance(cell, str):
        text = clean(cell)
        if FORBIDDEN.search(text):
            raise Refused("control_character", "含有看不见的控制字符或无法识别的字符，请删去后重新填写")
        return text
    if isinstance(cell, Decimal):
        return _digits(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    raise Refused("not_text", "应为文字，请核对")


def text_parser(field: Field) -> Parser:
    """Texts within their length."""
    most = field.length or 256

    def parse(cell: Cell, warn: Warn) -> str:
        text = text_of_cell(cell)
        if len(text) > most:
            raise Refused("too_long", f"最多 {most} 字，此处 {len(text)} 字，请缩短")
        return text

    return parse


def name_parser(field: Field) -> Parser:
    """Names of parties, with full-width brackets as the registers write them."""
    most = field.length or _NAME_LENGTH

    def parse(cell: Cell, warn: Warn) -> str:
        name = text_of_cell(cell).replace("(", "（").replace(")", "）")
        if len(name) > most:
            raise Refused("too_long", f"名称最多 {most} 字，请核对")
        return name

    return parse


def credit_code_parser(field: Field) -> Parser:
    """Credit codes: a wrong shape is refused, a wrong check digit is told only, because old codes carry some."""

    def parse(cell: Cell, warn: Warn) -> str:
        if isinstance(cell, Decimal) or (isinstance(cell, str) and _is_scientific(cell)):
            raise Refused(
                "code_as_number", "代码被当成数值，末几位可能已丢失；请把该列设为文本格式后重新填写"
            )
        code = (
            cell
            if isinstance(cell, str) and _CODE_TEXT.fullmatch(cell)
            else normalize_code(text_of_cell(cell))
        )
        for oddity in _oddities(code):
            if oddity.code in _SHAPE_ODDITIES:
                raise Refused(oddity.code, f"{oddity.message}，请核对")
            warn(oddity.code, f"{oddity.message}，请核对；无误可照常导入")
        return code

    return parse


def code_parser(field: Field, vocabularies: Vocabularies) -> Parser:
    """Codes by the code itself or by one of its words."""
    known = known_codes(field, vocabularies)
    codes = {comparable(word): code for code, words in known.items() for word in (*words, code)}
    codes |= {comparable(word): code for word, code in field.spellings.items() if code in known}

    def parse(cell: Cell, warn: Warn) -> str:
        text = text_of_cell(cell)
        if text in known:
            return text
        code = codes.get(comparable(text))
        if code is None:
            raise Refused("unknown_code", _which(text, [words[0] for words in known.values()]))
        return code

    return parse


def flag_parser(field: Field) -> Parser:
    """Yes or no in the ways that tables write it."""

    def parse(cell: Cell, warn: Warn) -> bool:
        if isinstance(cell, bool):
            return cell
        word = halfwidth(text_of_cell(cell)).strip().lower()
        if word in _YES or word in _NO:
            return word in _YES
        raise Refused("not_a_flag", "应填“是”或“否”")

    return parse


def known_codes(field: Field, vocabularies: Vocabularies) -> dict[str, tuple[str, ...]]:
    """The words of each code that the field may have, the one shown first.

    Raises: KeyError: the field's vocabulary is not among those given.
    """
    entries: Mapping[str, str | tuple[str, ...]] = field.choices
    if field.vocabulary is not None:
        entries = vocabularies[field.vocabulary]
    return {code: (words,) if isinstance(words, str) else tuple(words) for code, words in entries.items()}


def _digits(number: Decimal) -> str:
    if not number.is_finite() or abs(number.adjusted()) >= _EXACT_DIGITS:
        raise Refused("code_as_number", "编号被当成数值，末几位可能已丢失；请把该列设为文本格式后重新填写")
    return f"{number.normalize():f}" if number else "0"


def _is_scientific(text: str) -> bool:
    head, mark, tail = text.strip().upper().partition("E+")
    return bool(mark) and tail.isdigit() and head.replace(".", "", 1).isdigit()


def _which(text: str, labels: list[str]) -> str:
    near = did_you_mean(text, labels)
    if near and near.startswith("did you mean"):
        return f"没有这一项，是否“{near.split('`')[1]}”"
    shown = "、".join(labels[:8])
    return f"没有这一项，可填：{shown}{' 等' if len(labels) > 8 else ''}"
