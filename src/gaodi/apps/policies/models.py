"""Policy documents as structure: articles, who leads, goals. Never the document's text."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Policy(models.Model):
    """One document with the days it is in force."""

    code = models.SlugField("代号", max_length=64, unique=True)
    number = models.CharField("文号", max_length=64)
    title = models.CharField("标题", max_length=128)
    issued_on = models.DateField("成文日期")
    effective_from = models.DateField("施行日")
    effective_to = models.DateField("失效日（不含）", null=True)

    class Meta:
        verbose_name = "政策文件"

    def __str__(self) -> str:
        return self.number


class Article(models.Model):
    """One article: our own heading and digest, its section, its units."""

    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="articles")
    number = models.PositiveSmallIntegerField("条")
    section = models.CharField("章节", max_length=64)
    section_number = models.PositiveSmallIntegerField("章")
    heading = models.CharField("短题", max_length=32)
    long_heading = models.CharField("标题", max_length=64)
    digest = models.CharField("要点", max_length=200)
    measures = models.JSONField("举措", default=list)
    lead_units = models.JSONField("牵头单位", default=list)
    cooperating_units = models.JSONField("配合单位", default=list)
    units_inferred = models.BooleanField("牵头系推断", default=False)

    class Meta:
        verbose_name = "条款"
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="article_number_once", fields=["policy", "number"])
        ]


class Goal(models.Model):
    """A target that a policy sets, with its qualifier as written."""

    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="goals")
    code = models.SlugField("代号", max_length=64)
    article = models.PositiveSmallIntegerField("条")
    label = models.CharField("目标", max_length=64)
    comparator = models.CharField("比较", max_length=4)
    value = models.DecimalField("目标值", max_digits=18, decimal_places=4, null=True)
    unit = models.CharField("单位", max_length=16)
    qualifier = models.CharField("限定语", max_length=16, blank=True)
    by = models.DateField("期限", null=True)
    relative_to = models.CharField("相对于", max_length=64, blank=True)
    position = models.PositiveSmallIntegerField("顺序")

    class Meta:
        verbose_name = "目标"
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [models.UniqueConstraint(name="goal_code_once", fields=["policy", "code"])]
