"""Reporting units on the tile map, government units with their names through time, the working calendar."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from gaodi.apps.regions.choices import Standing


class ReportingUnit(models.Model):
    """A district, county or zone that figures are reported by; zones have a platform code instead of a GB/T 2260 one."""

    code = models.SlugField("代号", max_length=32, unique=True)
    name = models.CharField("名称", max_length=64)
    short_name = models.CharField("简称", max_length=16)
    division_code = models.CharField("行政区划代码", max_length=6, blank=True)
    platform_code = models.CharField("平台代码", max_length=16, blank=True)
    tile_row = models.PositiveSmallIntegerField("示意图行")
    tile_column = models.PositiveSmallIntegerField("示意图列（半格）")
    position = models.PositiveSmallIntegerField("顺序")

    class Meta:
        verbose_name = "统计单元"
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="reporting_unit_has_exactly_one_code",
                condition=models.Q(division_code="") ^ models.Q(platform_code=""),
            ),
        ]

    def __str__(self) -> str:
        return self.short_name


class GovernmentUnit(models.Model):
    """A unit that the policy names as responsible."""

    code = models.SlugField("代号", max_length=48, unique=True)
    kind = models.CharField("类别", max_length=16)
    standing = models.CharField("地位", max_length=16, choices=Standing)
    position = models.PositiveSmallIntegerField("顺序")

    class Meta:
        verbose_name = "责任单位"
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return self.code


class UnitName(models.Model):
    """A name that a government unit bears in [valid_from, valid_to)."""

    unit = models.ForeignKey(GovernmentUnit, on_delete=models.CASCADE, related_name="names")
    name = models.CharField("名称", max_length=64)
    short_name = models.CharField("简称", max_length=32)
    valid_from = models.DateField("自", null=True)
    valid_to = models.DateField("至（不含）", null=True)
    is_verified = models.BooleanField("已核", default=False)

    class Meta:
        verbose_name = "单位名称"


class CalendarYear(models.Model):
    """A year whose days off are announced; a year without a row is "not announced"."""

    year = models.PositiveSmallIntegerField("年份", primary_key=True)
    source = models.CharField("依据", max_length=200)

    class Meta:
        verbose_name = "工作日历年度"


class CalendarDay(models.Model):
    """A day on which the announcement differs from the plain week: a weekday off, or a weekend worked."""

    day = models.DateField("日期", primary_key=True)
    year = models.ForeignKey(CalendarYear, on_delete=models.CASCADE, related_name="days")
    is_workday = models.BooleanField("是否上班")
    occasion = models.CharField("节日", max_length=32)

    class Meta:
        verbose_name = "调休日"
