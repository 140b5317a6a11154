"""Rows about a party that are valid in one period and known in another.

Every row carries valid [valid_from, valid_to) and known [known_from, known_to). It is never changed: a correction closes
`known_to` and inserts. "As of" is the pair (day, moment of knowledge). Sources stand side by side: each source has at
most one open version of a row, and facts take the best standing, then the newest source.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Case, F, Q, Value, When

from gaodi.apps.registry.choices import Source, Standing


class Dated(models.Model):
    """Validity and knowledge of one row, and where it came from."""

    valid_from = models.DateField("有效自")
    valid_to = models.DateField("有效至（不含）", null=True, blank=True)
    known_from = models.DateTimeField("知悉自")
    known_to = models.DateTimeField("知悉至（不含）", null=True, blank=True)
    source = models.CharField("来源", max_length=32, choices=Source)
    source_on = models.DateField("来源日期")
    standing = models.CharField("核实", max_length=16, choices=Standing, default=Standing.VERIFIED)
    evidence = models.UUIDField("佐证材料", null=True, blank=True)
    batch = models.BigIntegerField("接入批次", null=True, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                name="%(class)s_valid_forward",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
            ),
            models.CheckConstraint(
                name="%(class)s_known_forward",
                condition=Q(known_to__isnull=True) | Q(known_to__gt=F("known_from")),
            ),
        ]
        # What changed since a moment is found by these: rows are stored in the order of `known_from`, few are closed.
        indexes: ClassVar = [
            BrinIndex(fields=["known_from"], name="%(class)s_told"),
            models.Index(fields=["known_to"], condition=Q(known_to__isnull=False), name="%(class)s_closed"),
        ]


def open_only(name: str, *fields: str) -> models.UniqueConstraint:
    """At most one version of the row that these fields name is not closed."""
    return models.UniqueConstraint(name=name, fields=fields, condition=Q(known_to__isnull=True))


def open_only_apart(name: str, *fields: str, subject: str) -> models.UniqueConstraint:
    """The same of rows that name no subject; what enterprises declare is told apart by `subject`, each its own."""
    declarer = Case(When(source=Source.ENTERPRISE, then=F(subject)), default=Value(0))
    return models.UniqueConstraint(
        *(F(field) for field in fields), declarer, name=name, condition=Q(known_to__isnull=True)
    )
