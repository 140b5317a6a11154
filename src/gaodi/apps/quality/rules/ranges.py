"""Figures outside the limits that their sort of row declares; one rule a sort, made from the registry's kinds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gaodi.apps.quality.choices import Topic
from gaodi.apps.quality.rules.rule import Rule, about_rows, book
from gaodi.apps.registry.kinds import KINDS, Kind
from gaodi.engines.tabular.fields import Field


def range_rules() -> Iterator[Rule]:
    """A rule for every sort of row that has limits."""
    for kind in KINDS.values():
        if limited := [field for field in kind.fields if _has_limits(kind, field)]:
            yield _rule(kind, limited)


def _has_limits(kind: Kind, field: Field) -> bool:
    stored = {column.attname for column in kind.model._meta.concrete_fields}
    return field.target in stored and not (field.low is None and field.high is None)


def _rule(kind: Kind, limited: list[Field]) -> Rule:
    outside = [_outside(field) for field in limited]
    seen = ", ".join(
        f"CASE WHEN {wrong} THEN format({_words(field)!r}, r.{field.target}) END"
        for field, wrong in zip(limited, outside, strict=True)
    )
    table = kind.model._meta.db_table.removeprefix("registry_")
    return Rule(
        f"range_{kind.code}",
        f"{kind.label}：数值超出范围",
        Topic.RANGES,
        kind.code,
        about_rows(table, " OR ".join(outside), f"concat_ws('；', {seen})", owner=f"{kind.subject}_id"),
        "超出范围的数按“缺这项事实”处理，不参与判断。",
        "请报送单位核对单位（元、万元）和数位，用更正文件重新报送。",
    )


def _outside(field: Field) -> str:
    limits = (("<", field.low), (">", field.high))
    wrong = " OR ".join(
        f"r.{field.target} {sign} {_literal(limit)}" for sign, limit in limits if limit is not None
    )
    return f"({wrong})"


def _literal(limit: object) -> str:
    return f"DATE '{limit.isoformat()}'" if isinstance(limit, date) else str(limit)


def _words(field: Field) -> str:
    said = [
        f"{word} {limit}"
        for word, limit in (("不少于", field.low), ("不多于", field.high))
        if limit is not None
    ]
    return f"{field.label} %%s {field.unit}，应{'、'.join(said)}"


book.declare(*range_rules())
