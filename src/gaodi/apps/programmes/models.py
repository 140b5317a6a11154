"""Programmes as the public and the office know them; what they decide is a rule set of `assessments`."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from gaodi.apps.programmes.choices import ProgrammeKind


class Programme(models.Model):
    """A measure of the policy that gives money or standing."""

    code = models.SlugField("代号", max_length=64, unique=True)
    title = models.CharField("名称", max_length=64)
    kind = models.CharField("类别", max_length=16, choices=ProgrammeKind)
    policy = models.CharField("框架文件", max_length=64)
    article = models.PositiveSmallIntegerField("条")
    rule_title = models.CharField("实施依据", max_length=128)
    valid_from = models.DateField("施行日", null=True)
    valid_to = models.DateField("失效日（不含）", null=True)
    is_withdrawn = models.BooleanField("已从政策包移除", default=False)

    class Meta:
        verbose_name = "政策项目"
        ordering: ClassVar = ["article", "code"]

    def __str__(self) -> str:
        return self.title
