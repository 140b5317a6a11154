"""The columns that many sorts of rows share, and short ways to declare the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from gaodi.engines.tabular import Field, FieldType, Rule

#: A trillion yuan: above any figure of a company of a city.
MOST_YUAN = 10**12

CODE = Field(
    "party_code",
    "统一社会信用代码",
    FieldType.CREDIT_CODE,
    required=True,
    key=True,
    aliases=(
        "社会信用代码",
        "信用代码",
        "企业统一社会信用代码",
        "统一信用代码",
        "纳税人识别号",
        "税号",
        "机构代码",
        "单位代码",
    ),
    example="91370302MA9QH0173K",
    attribute="party.credit_code",
)
NAME = Field(
    "party_name",
    "企业名称",
    FieldType.PARTY_NAME,
    aliases=(
        "单位名称",
        "公司名称",
        "纳税人名称",
        "主体名称",
        "市场主体名称",
        "企业全称",
        "单位详细名称",
        "名称",
    ),
    example="淄博青禾示例新材料有限公司",
    attribute="party.name",
    note="用于核对，以统一社会信用代码为准",
)
EXAMPLE_CODE, EXAMPLE_NAME = CODE.example, NAME.example


def yuan(
    name: str,
    label: str,
    *aliases: str,
    low: int | None = 0,
    example: str = "",
    required: bool = False,
    note: str = "",
    high: int = MOST_YUAN,
) -> Field:
    """An amount; `low` None lets it be negative down to the same size."""
    return Field(
        name,
        label,
        FieldType.YUAN,
        required=required,
        aliases=aliases,
        low=-high if low is None else low,
        high=high,
        example=example,
        unit="元",
        note=note,
    )


def count(
    name: str,
    label: str,
    *aliases: str,
    unit: str = "人",
    high: int = 1_000_000,
    example: str = "",
    note: str = "",
) -> Field:
    """A number of people or things."""
    return Field(
        name, label, FieldType.COUNT, aliases=aliases, low=0, high=high, example=example, unit=unit, note=note
    )


def day(
    name: str,
    label: str,
    *aliases: str,
    example: str = "",
    required: bool = False,
    key: bool = False,
    last_day: bool = False,
    note: str = "",
) -> Field:
    """A day; `last_day` where the file names the last day inside."""
    return Field(
        name,
        label,
        FieldType.DAY,
        required=required,
        key=key,
        aliases=aliases,
        example=example,
        last_day=last_day,
        note=note,
    )


def text(
    name: str,
    label: str,
    *aliases: str,
    length: int,
    example: str = "",
    required: bool = False,
    key: bool = False,
    note: str = "",
) -> Field:
    """A text of at most `length` characters."""
    return Field(
        name,
        label,
        FieldType.TEXT,
        required=required,
        key=key,
        aliases=aliases,
        length=length,
        example=example,
        note=note,
    )


def flag(name: str, label: str, *aliases: str, note: str = "", example: str = "否") -> Field:
    """Yes or no."""
    return Field(name, label, FieldType.FLAG, aliases=aliases, note=note, example=example)


def share(name: str, label: str, *aliases: str, example: str = "", note: str = "") -> Field:
    """A fraction of a whole."""
    return Field(name, label, FieldType.FRACTION, aliases=aliases, low=0, high=1, example=example, note=note)


def choice(
    name: str,
    label: str,
    codes: Mapping[str, str] | str,
    *aliases: str,
    spellings: Mapping[str, str] | None = None,
    required: bool = False,
    key: bool = False,
    example: str = "",
    note: str = "",
    attribute: str = "",
) -> Field:
    """A code: of a mapping code to label, or of the vocabulary named."""
    named = isinstance(codes, str)
    return Field(
        name,
        label,
        FieldType.CODE,
        required=required,
        key=key,
        aliases=aliases,
        choices={} if isinstance(codes, str) else dict(codes),
        spellings=spellings or {},
        vocabulary=str(codes) if named else None,
        example=example,
        note=note,
        attribute=attribute,
    )


def party(
    attribute: str,
    label: str,
    *aliases: str,
    kinds: tuple[str, ...] = (),
    required: bool = False,
    key: bool = False,
    code: str = "",
    name: str = "",
    code_required: bool | None = None,
    note: str = "",
) -> tuple[Field, Field]:
    """The credit code and the name of a further party; `aliases` are other words for the party."""
    words = (label, *aliases)
    return (
        Field(
            f"{attribute}_code",
            f"{label}统一社会信用代码",
            FieldType.CREDIT_CODE,
            required=required if code_required is None else code_required,
            key=key,
            aliases=tuple(f"{word}{end}" for word in words for end in ("信用代码", "代码")),
            example=code,
            attribute=f"{attribute}.credit_code",
            party_kinds=kinds,
        ),
        Field(
            f"{attribute}_name",
            f"{label}名称",
            FieldType.PARTY_NAME,
            required=required and code_required is False,
            aliases=(*words, *(f"{word}名称" for word in aliases)),
            example=name,
            attribute=f"{attribute}.name",
            party_kinds=kinds,
            note=note,
        ),
    )


def in_order(name: str, first: str, second: str, words: str, *, same: bool = True) -> Rule:
    """`first` must not come after `second`; with `same` they may be equal."""

    def check(values: Mapping[str, Any]) -> str | None:
        good = values[first] <= values[second] if same else values[first] < values[second]
        return None if good else words

    return Rule(name, (second, first), check)


def not_above(name: str, part: str, whole: str, words: str, *, blocking: bool = False) -> Rule:
    """A part must not be more than its whole."""
    return Rule(name, (part, whole), lambda values: words if values[part] > values[whole] else None, blocking)


def must(
    name: str,
    fields: tuple[str, ...],
    holds: Callable[[Mapping[str, Any]], bool],
    words: str,
    *,
    blocking: bool = True,
) -> Rule:
    """What must hold of a row where all these fields have values."""
    return Rule(name, fields, lambda values: None if holds(values) else words, blocking)


#: From when to when a register says what it says.
VALID_FROM = day(
    "valid_from",
    "生效日期",
    "有效自",
    "核准日期",
    "变更日期",
    "更新日期",
    required=True,
    key=True,
    example="2024-03-18",
    note="这些登记内容从哪一天起有效，通常为核准日期",
)
VALID_TO = day("valid_to", "失效日期", "有效至（不含）", note="从这一天起不再有效；仍有效则留空")
FORWARD = in_order("valid_forward", "valid_from", "valid_to", "失效日期应晚于生效日期", same=False)

PERIOD_END = day(
    "period_end",
    "期间末日",
    "期末",
    "报告期末",
    "截止日期",
    "会计期末",
    "报表日期",
    "年度末日",
    required=True,
    key=True,
    example="2024-12-31",
    note="报告期最后一天；2024 年度写 2024-12-31",
)
