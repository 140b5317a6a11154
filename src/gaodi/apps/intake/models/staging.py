"""What a file says before it is applied, and what applying it would do. Emptied some days after the file's end.

Millions of rows come and go: the file's key has no index of its own where another one begins with it.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from gaodi.apps.intake.choices import Change
from gaodi.apps.intake.models.files import IntakeFile
from gaodi.apps.registry.choices import PartyKind


class StagedRow(models.Model):
    """A good row of a file: columns of the kind's table by name; a party that is not known yet by minus its newcomer."""

    file = models.ForeignKey(IntakeFile, on_delete=models.CASCADE, related_name="staged", db_index=False)
    row = models.PositiveIntegerField("行")
    values = models.JSONField("各栏")
    is_duplicate = models.BooleanField("重复", default=False)

    class Meta:
        verbose_name = "暂存行"
        constraints: ClassVar = [models.UniqueConstraint(name="one_staged_row", fields=["file", "row"])]


class Newcomer(models.Model):
    """A party that a file names and the registry does not know; applying the file makes it. `token` tells it apart."""

    file = models.ForeignKey(IntakeFile, on_delete=models.CASCADE, related_name="newcomers", db_index=False)
    token = models.CharField("辨认", max_length=200)
    kind = models.CharField("类别", max_length=16, choices=PartyKind)
    name = models.CharField("名称", max_length=128)
    credit_code = models.CharField("统一社会信用代码", max_length=18, blank=True)
    since = models.DateField("自")
    party = models.ForeignKey("registry.Party", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "待建主体"
        constraints: ClassVar = [models.UniqueConstraint(name="one_newcomer", fields=["file", "token"])]


class Difference(models.Model):
    """A row that applying the file writes: a new one, a changed one, or an older one that ends because of it.

    `old_id` is the version that is closed; `ends_on` and `public_id` are what the written row gets besides its values.
    """

    file = models.ForeignKey(IntakeFile, on_delete=models.CASCADE, related_name="differences", db_index=False)
    row = models.PositiveIntegerField("行")
    change = models.CharField("变动", max_length=8, choices=Change)
    old_id = models.BigIntegerField("旧版本", null=True)
    ends_on = models.DateField("有效至（不含）", null=True)
    row_public_id = models.UUIDField("公开编号", null=True)

    class Meta:
        verbose_name = "待写变动"
        indexes: ClassVar = [
            models.Index(fields=["file", "change", "row"], name="difference_by_file"),
        ]
