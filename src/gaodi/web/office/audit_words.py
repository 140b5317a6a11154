"""What the audit's codes mean in words: actions, subjects, tables, columns, values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.apps import apps
from django.db.models import Model

from gaodi.apps.accounts.choices import MandateRole, SeatRole
from gaodi.apps.assessments.choices import RuleKind
from gaodi.kernel.models import AuditRecord, Instance

ACTIONS = {
    "give_birth": "建立平台",
    "advance_day": "推进业务日",
    "follow_real_day": "跟随日历",
    "load_pack": "载入地区包",
    "build_city": "建立演示城市",
    "run_sweep": "全量判定",
    "create_user": "开通账户",
    "set_password": "设置密码",
    "sign_in": "登录",
    "grant_mandate": "授权",
    "revoke_mandate": "撤销授权",
    "grant_seat": "设置席位",
    "revoke_seat": "撤销席位",
    "receive_file": "收到数据文件",
    "map_columns": "调整列对应",
    "check_again": "重新核对文件",
    "confirm_file": "确认写入文件",
    "apply_file": "写入数据文件",
    "withdraw_file": "撤回数据文件",
    "keep_document": "上传佐证材料",
    "declare_fact": "企业申报",
    "withdraw_declaration": "撤回申报",
    "export_companies": "导出企业名单",
    "save_view": "保存视图",
    "rename_view": "视图改名",
    "choose_default_view": "设为默认视图",
    "drop_default_view": "取消默认视图",
    "forget_view": "删除视图",
}
SUBJECTS = {
    "company_list": "企业名单",
    "saved_view": "视图",
    "intake_file": "数据文件",
    "party": "主体",
    "user": "用户",
    "sweep": "判定",
    "pack": "地区包",
    "pack_version": "地区包",
}
DETAILS = {
    "role": "身份",
    "unit": "单位",
    "username": "用户名",
    "user_id": "用户",
    "kind": "类别",
    "on": "业务日",
    "from": "自",
    "to": "到",
    "region": "地区",
    "pack": "地区包",
    "version": "版本",
    "digest": "指纹",
    "enterprises": "企业数",
    "seed": "种子",
    "outlet": "接入口",
    "file": "文件",
}
#: The database keeps no order of names, so they are said in the order above.
_PLACES = {name: place for place, name in enumerate(DETAILS)}
#: Codes that a detail may hold.
WORDS = {
    **{code: str(label) for code, label in (*SeatRole.choices, *MandateRole.choices, *RuleKind.choices)},
    **{code: str(label) for code, label in Instance.Kind.choices},
}
#: Jobs that act without a person behind them.
SYSTEM_ACTORS = {
    "birth": "建立平台",
    "calendar": "跟随日历",
    "city": "演示城市",
    "demonstration": "演示准备",
    "gaodi account": "账户命令",
    "gaodi day": "业务日命令",
    "gaodi intake": "接入命令",
    "gaodi pack": "政策包命令",
    "gaodi sweep": "判定命令",
    "loader": "载入政策包",
    "sealer": "封存审计",
    "sweeper": "全量判定",
}
OPERATIONS = {"insert": "新增", "update": "修改", "delete": "删除"}
_LONGEST = 60
_MOST_SPANS = 100


@dataclass(frozen=True, slots=True)
class ColumnChange:
    """One column of a changed row, before and after, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """One changed row: its table, its key, what happened to it, column by column."""

    table: str
    key: str
    operation: str
    columns: tuple[ColumnChange, ...]


@dataclass(frozen=True, slots=True)
class BatchChange:
    """Many rows that one statement wrote: how many, which, and the digest that proves them."""

    says: str
    spans: tuple[str, ...]
    digest: str


def say_action(code: str) -> str:
    """The action in words; a code that has none yet stays as it is."""
    return ACTIONS.get(code, code)


def say_actor(actor: str) -> str:
    """“陆明溪” for person:陆明溪, “系统：全量判定” for system:sweeper; a job without words keeps its code."""
    kind, _, name = actor.partition(":")
    if kind == "person":
        return name
    said = SYSTEM_ACTORS.get(name, name) if kind == "system" else name
    return f"{'系统' if kind == 'system' else '数据库'}：{said}" if name else actor


def say_subject(record: AuditRecord) -> str:
    kind = SUBJECTS.get(record.subject_kind, record.subject_kind)
    return f"{kind} {record.subject_id}" if record.subject_id is not None else kind


def say_detail(record: AuditRecord, units: Mapping[str, str]) -> str:
    """What the service noted about its deed, as name and value; units by their names."""
    noted = sorted((record.detail or {}).items(), key=lambda one: _PLACES.get(one[0], len(_PLACES)))
    return "，".join(f"{DETAILS.get(name, name)} {_say_noted(name, value, units)}" for name, value in noted)


def _say_noted(name: str, value: Any, units: Mapping[str, str]) -> str:
    if name == "unit":
        return units.get(str(value)) or _say(value)
    return WORDS.get(str(value)) or _say(value)


def read_change(record: AuditRecord) -> RowChange | BatchChange:
    """A row's difference in words, or what a batch says; a table or column that is gone keeps its code."""
    model = _models().get(record.table_name)
    if record.kind == AuditRecord.Kind.BATCH:
        return _read_batch(record, str(model._meta.verbose_name) if model else record.table_name)
    changes: dict[str, Any] = record.changes or {}
    return RowChange(
        table=str(model._meta.verbose_name) if model else record.table_name,
        key=record.row_key,
        operation=OPERATIONS.get(record.operation, record.operation),
        columns=tuple(
            ColumnChange(_label(one := _field(model, name), name), _say_of(one, before), _say_of(one, after))
            for name, (before, after) in changes.items()
            if record.operation == "update"
            or (after if record.operation == "insert" else before) not in (None, "")
        ),
    )


def _read_batch(record: AuditRecord, table: str) -> BatchChange:
    detail: dict[str, Any] = record.detail or {}
    operation = OPERATIONS.get(record.operation, record.operation)
    spans = (span.strip("[)").split(",") for span in detail["ids"].strip("{}").split("),["))
    return BatchChange(
        says=f"一次{operation} {detail['count']} 行{table}",
        spans=tuple(_say_span(int(first), int(after) - 1) for first, after in islice(spans, _MOST_SPANS)),
        digest=detail["digest"],
    )


def _say_span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _models() -> dict[str, type[Model]]:
    return {model._meta.db_table: model for model in apps.get_models()}


def _field(model: type[Model] | None, column: str) -> Any:
    fields = model._meta.concrete_fields if model else ()
    return next((field for field in fields if field.column == column), None)


def _label(field: Any, column: str) -> str:
    """The field's own name; of a link, what it leads to; of the key, 编号."""
    if field is None:
        return column
    if field.primary_key:
        return "编号"
    if field.is_relation and field.verbose_name == field.name:
        return str(field.related_model._meta.verbose_name)
    return str(field.verbose_name)


def _say_of(field: Any, value: Any) -> str:
    """A value of a column; codes by their label."""
    labels = dict(field.flatchoices) if field is not None and field.choices else {}
    return str(labels[value]) if isinstance(value, str) and value in labels else _say(value)


def _say(value: Any) -> str:
    if value is None or value == "":
        return "—"
    if value == "(hidden)":
        return "不记录"
    if isinstance(value, bool):
        return "是" if value else "否"
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
