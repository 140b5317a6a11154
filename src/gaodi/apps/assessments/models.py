"""Rule sets as published, sweeps as run, outcomes as they stand and stood."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from gaodi.apps.assessments.choices import RuleKind, SweepState, Verdict


class RuleSet(models.Model):
    """One published version of a rule set: immutable canonical JSON by hash. The open one is in force."""

    kind = models.CharField("类别", max_length=16, choices=RuleKind)
    code = models.SlugField("代号", max_length=64)
    digest = models.CharField("指纹", max_length=64)
    number = models.PositiveIntegerField("第几版")
    spec = models.JSONField("规则")
    published_at = models.DateTimeField("发布时间")
    superseded_at = models.DateTimeField("被取代时间", null=True, blank=True)

    class Meta:
        verbose_name = "规则"
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_rule_set_in_force", fields=["kind", "code"], condition=Q(superseded_at__isnull=True)
            ),
            models.UniqueConstraint(name="rule_set_numbers_count_up", fields=["kind", "code", "number"]),
        ]


class Sweep(models.Model):
    """One evaluation of everyone under every rule set of a kind, as of a day and a moment of knowledge."""

    kind = models.CharField("类别", max_length=16, choices=RuleKind)
    on_day = models.DateField("业务日")
    known_at = models.DateTimeField("知悉截至")
    started_at = models.DateTimeField("开始")
    finished_at = models.DateTimeField("结束", null=True, blank=True)
    state = models.CharField("状态", max_length=8, choices=SweepState)
    judged = models.PositiveIntegerField("判定行数", default=0)
    written = models.PositiveIntegerField("写入行数", default=0)
    problem = models.TextField("问题", blank=True)

    class Meta:
        verbose_name = "全量判定"
        indexes: ClassVar = [models.Index(fields=["kind", "-id"], name="sweep_latest")]


class Outcome(models.Model):
    """What one rule set says of one subject's row in [from_day, to_day); the open one is current.

    `subject_kind` and `subject_id` carry no foreign key: every kind of subject is judged here. `step` is empty for a
    row that happened, and names the next step of the ladder for one that has not. `conditions` holds a letter a
    condition, in the rule's order: Y, N or U.
    """

    kind = models.CharField("类别", max_length=16, choices=RuleKind)
    code = models.CharField("规则代号", max_length=64)
    rule_number = models.PositiveIntegerField("规则版次")
    subject_kind = models.CharField("主体类别", max_length=16)
    subject_id = models.BigIntegerField("主体")
    grain_id = models.CharField("事实行", max_length=64)
    step = models.CharField("下一步", max_length=32, blank=True)
    stage = models.CharField("阶段名", max_length=32, blank=True)
    event_on = models.DateField("事件日", null=True)
    verdict = models.CharField("结论", max_length=8, choices=Verdict)
    conditions = models.CharField("各条件", max_length=64)
    failing = models.CharField("未达到的条件", max_length=64, blank=True)
    missing = models.JSONField("缺的事实", default=list)
    amount_yuan = models.DecimalField("规则金额（元）", max_digits=18, decimal_places=2, null=True)
    payable_yuan = models.DecimalField("应付（元）", max_digits=18, decimal_places=2, null=True)
    is_assumed = models.BooleanField("含暂定参数", default=False)
    due_on = models.DateField("申领最后一日", null=True)
    from_day = models.DateField("自")
    to_day = models.DateField("至（不含）", null=True)
    judged_at = models.DateTimeField("判定时间")

    class Meta:
        verbose_name = "结论"
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_current_outcome_of_a_row",
                fields=["kind", "code", "subject_kind", "subject_id", "grain_id", "step"],
                condition=Q(to_day__isnull=True),
            ),
            models.CheckConstraint(
                name="outcome_period_is_not_backward",
                condition=Q(to_day__isnull=True) | Q(to_day__gte=F("from_day")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["subject_kind", "subject_id"],
                condition=Q(to_day__isnull=True),
                name="outcome_of_subject",
            ),
            models.Index(
                fields=["kind", "code", "verdict"],
                condition=Q(to_day__isnull=True),
                name="outcome_by_verdict",
            ),
        ]
