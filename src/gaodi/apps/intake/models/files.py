"""Files that came in, and what was found in them."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from gaodi.apps.intake.choices import FileState, Severity
from gaodi.apps.intake.models.outlets import Outlet


class IntakeFile(models.Model):
    """One file of rows of one kind, from its upload to its end.

    The bytes lie in the store under `digest`. `rows_done` rows up to the line `last_row` are staged and committed, so a
    check goes on there after a crash. `fingerprint` is of the comparison that people were shown, `compared_with` says
    against which rows of the registry it was made.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField("数据种类", max_length=32)
    name = models.CharField("文件名", max_length=200)
    format = models.CharField("格式", max_length=8, blank=True)
    digest = models.CharField("SM3", max_length=64)
    size = models.BigIntegerField("大小（字节）")
    sheet = models.CharField("工作表", max_length=64, blank=True)
    mapping = models.JSONField("列对应", default=dict)
    source_on = models.DateField("数据日期")
    state = models.CharField("状态", max_length=16, choices=FileState, default=FileState.RECEIVED)
    says = models.TextField("说明", blank=True)

    rows_expected = models.PositiveIntegerField("约计行数", null=True, blank=True)
    rows_done = models.PositiveIntegerField("已核对行数", default=0)
    last_row = models.PositiveIntegerField("已核对至第几行", default=0)
    rows_new = models.PositiveIntegerField("新增", default=0)
    rows_changed = models.PositiveIntegerField("更正", default=0)
    rows_ended = models.PositiveIntegerField("到期", default=0)
    rows_same = models.PositiveIntegerField("无变化", default=0)
    new_parties = models.PositiveIntegerField("新主体", default=0)
    problems = models.PositiveIntegerField("错误数", default=0)
    warnings = models.PositiveIntegerField("提示数", default=0)
    fingerprint = models.CharField("比对指纹", max_length=32, blank=True)
    compared_with = models.CharField("比对所据", max_length=96, blank=True)

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    party = models.ForeignKey(
        "registry.Party", on_delete=models.PROTECT, related_name="intake_files", null=True, blank=True
    )
    actor = models.JSONField("报送人", default=dict)
    applying_actor = models.JSONField("确认人", default=dict)
    received_at = models.DateTimeField("收到时间")
    checked_at = models.DateTimeField("核对完成时间", null=True, blank=True)
    applied_at = models.DateTimeField("写入时间", null=True, blank=True)
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        verbose_name = "接入文件"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="applied_file_says_when",
                condition=~Q(state=FileState.APPLIED) | Q(applied_at__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["outlet", "-id"], name="intake_file_by_outlet"),
            models.Index(fields=["digest"], name="intake_file_by_digest"),
        ]

    def __str__(self) -> str:
        return self.name


class IntakeProblem(models.Model):
    """Something wrong or odd in a file; of many, the first ten thousand are kept and all are counted."""

    file = models.ForeignKey(IntakeFile, on_delete=models.CASCADE, related_name="found")
    severity = models.CharField("轻重", max_length=8, choices=Severity)
    code = models.CharField("代码", max_length=48)
    sheet = models.CharField("工作表", max_length=64, blank=True)
    row = models.PositiveIntegerField("行", default=0)
    column = models.CharField("列", max_length=128, blank=True)
    value = models.CharField("所见", max_length=64, blank=True)
    message = models.TextField("说明")

    class Meta:
        verbose_name = "核对结果"
        indexes: ClassVar = [
            models.Index(fields=["file", "severity", "row"], name="intake_problem_by_file"),
        ]


class SavedMapping(models.Model):
    """How the columns of an outlet's files of a kind are named, as people set it last."""

    outlet = models.ForeignKey(Outlet, on_delete=models.CASCADE, related_name="mappings")
    kind = models.CharField("数据种类", max_length=32)
    mapping = models.JSONField("列对应", default=dict)
    saved_at = models.DateTimeField("保存时间")

    class Meta:
        verbose_name = "列对应"
        constraints: ClassVar = [
            models.UniqueConstraint(name="one_mapping_of_an_outlet_and_kind", fields=["outlet", "kind"]),
        ]
