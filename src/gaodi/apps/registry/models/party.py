"""Parties: one key for holders, guarantors, beneficiaries and mandates; and the names that they go by."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from gaodi.apps.registry.choices import NameKind, PartyKind
from gaodi.apps.registry.models.dated import Dated, open_only


class Party(models.Model):
    """One key for holders, guarantors, beneficiaries and mandates."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField("类别", max_length=16, choices=PartyKind)
    credit_code = models.CharField("统一社会信用代码", max_length=18, null=True, blank=True, unique=True)
    name = models.CharField("名称", max_length=128)
    short_name = models.CharField("简称", max_length=32, blank=True)
    pinyin = models.CharField("拼音", max_length=512)
    initials = models.CharField("拼音首字母", max_length=128)
    is_invented = models.BooleanField("演示虚构", default=False)
    created_at = models.DateTimeField("建档时间")

    class Meta:
        verbose_name = "主体"
        verbose_name_plural = "主体"
        constraints: ClassVar = [
            models.CheckConstraint(name="party_code_is_not_empty", condition=~Q(credit_code="")),
        ]
        indexes: ClassVar = [
            # Lists and the search for common words walk this index alone: it holds what they show and match.
            models.Index(
                fields=["kind", "pinyin", "id"], include=["name", "initials"], name="party_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PartyName(Dated):
    """A name in the period in which it was borne, with the keys by which people look for it.

    `keys` holds characters, pairs of characters, and what pinyin and initials begin with at each syllable.
    """

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="names", db_index=False)
    kind = models.CharField("类别", max_length=16, choices=NameKind)
    name = models.CharField("名称", max_length=128)
    pinyin = models.CharField("拼音", max_length=512)
    initials = models.CharField("拼音首字母", max_length=128)
    keys = SearchVectorField("检索键")

    class Meta(Dated.Meta):
        verbose_name = "名称"
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            open_only("one_open_party_name", "party", "kind", "name", "valid_from"),
        ]
        indexes: ClassVar = [
            *Dated.Meta.indexes,
            models.Index(fields=["party", "kind"], name="party_name_by_party"),
            # With its pending list (fastupdate), names come in four times as fast; autovacuum tidies the list.
            GinIndex(fields=["keys"], name="party_name_by_key"),
        ]
