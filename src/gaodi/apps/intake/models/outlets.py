"""The doors by which data may come in."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from gaodi.apps.intake.choices import BasisStatus, Uploader
from gaodi.apps.registry.choices import Source, Standing


class Outlet(models.Model):
    """A named door with its legal basis: which kinds come in, who answers for them, who may bring them.

    `own` says, for each kind that an institution or enterprise brings, in which column it must stand itself;
    `evidence_for` are the kinds that nobody declares without a document.
    """

    code = models.SlugField("代号", max_length=48, unique=True)
    name = models.CharField("名称", max_length=64)
    unit = models.ForeignKey("regions.GovernmentUnit", on_delete=models.PROTECT, related_name="outlets")
    overseer = models.ForeignKey(
        "regions.GovernmentUnit", on_delete=models.PROTECT, related_name="overseen_outlets"
    )
    source = models.CharField("来源", max_length=32, choices=Source)
    uploader = models.CharField("报送方", max_length=16, choices=Uploader)
    institution_kinds = models.JSONField("机构类别", default=list)
    kinds = models.JSONField("数据种类", default=list)
    own = models.JSONField("本方栏目", default=dict)
    evidence_for = models.JSONField("须附材料", default=list)
    basis = models.TextField("依据要点")
    basis_title = models.CharField("依据文件", max_length=128)
    basis_number = models.CharField("文号", max_length=64, blank=True)
    basis_status = models.CharField("依据核实", max_length=16, choices=BasisStatus)
    valid_from = models.DateField("自")
    valid_to = models.DateField("至（不含）", null=True, blank=True)
    position = models.PositiveSmallIntegerField("顺序")

    class Meta:
        verbose_name = "数据接入口"
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="outlet_period_is_forward",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def standing(self) -> Standing:
        """How far rows that come in here are to be trusted."""
        return Standing.DECLARED if self.uploader == Uploader.ENTERPRISE else Standing.VERIFIED
