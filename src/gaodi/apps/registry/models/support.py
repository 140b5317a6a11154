"""Support that companies got."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from gaodi.apps.registry.models.dated import Dated
from gaodi.apps.registry.models.party import Party


class SupportReceived(Dated):
    """Money that a company already got for the same matter, inside Gaodi or outside; `valid_from` is the day of payment."""

    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="support_received", db_index=False
    )
    matter = models.CharField("事项组", max_length=32)
    event_public_id = models.UUIDField("对应事件", null=True, blank=True)
    amount_yuan = models.DecimalField("金额（元）", max_digits=18, decimal_places=2)

    class Meta(Dated.Meta):
        verbose_name = "已获支持"
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.CheckConstraint(name="support_is_positive", condition=Q(amount_yuan__gt=0)),
        ]
        indexes: ClassVar = [
            *Dated.Meta.indexes,
            models.Index(fields=["party", "matter"], name="support_by_party"),
        ]
