"""Steps of companies towards an exchange."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from gaodi.apps.registry.choices import ListingWay
from gaodi.apps.registry.models.dated import Dated
from gaodi.apps.registry.models.party import Party


class ListingEvent(Dated):
    """A step of a company on its way to an exchange; `valid_from` is the day it happened."""

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="listing_events", db_index=False)
    kind = models.CharField("阶段", max_length=24)
    board = models.CharField("板块", max_length=24, blank=True)
    way = models.CharField("方式", max_length=16, choices=ListingWay, blank=True)
    stock_code = models.CharField("证券代码", max_length=6, blank=True)

    class Meta(Dated.Meta):
        verbose_name = "上市进程"
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                name="one_known_version_of_a_listing_event",
                fields=["public_id"],
                condition=Q(known_to__isnull=True),
            ),
        ]
        indexes: ClassVar = [
            *Dated.Meta.indexes,
            models.Index(fields=["party", "valid_from"], name="listing_event_by_party"),
            models.Index(
                fields=["stock_code"],
                opclasses=["varchar_pattern_ops"],
                condition=~Q(stock_code=""),
                name="listing_event_by_stock_code",
            ),
        ]
