"""What shows that a company innovates: intellectual property and titles."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from gaodi.apps.registry.choices import PatentKind
from gaodi.apps.registry.models.dated import Dated, open_only
from gaodi.apps.registry.models.party import Party


class Patent(Dated):
    """A right of intellectual property: granted on `valid_from`, lapsed or given away on `valid_to`."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="patents", db_index=False)
    number = models.CharField("专利（登记）号", max_length=32)
    kind = models.CharField("类别", max_length=16, choices=PatentKind)
    filed_on = models.DateField("申请日", null=True, blank=True)
    is_transferred_in = models.BooleanField("转让取得", null=True, blank=True)

    class Meta(Dated.Meta):
        verbose_name = "知识产权"
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            open_only("one_open_patent", "party", "number", "source"),
        ]
        indexes: ClassVar = [
            *Dated.Meta.indexes,
            models.Index(fields=["party", "kind"], name="patent_by_party"),
        ]


class Title(Dated):
    """A recognition with its term [valid_from, valid_to); `kind` is a code of the vocabulary `titles`."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="titles", db_index=False)
    kind = models.CharField("称号", max_length=32)
    number = models.CharField("证书编号", max_length=64, blank=True)

    class Meta(Dated.Meta):
        verbose_name = "称号"
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            open_only("one_open_title", "party", "kind", "valid_from", "source"),
        ]
        indexes: ClassVar = [
            *Dated.Meta.indexes,
            models.Index(fields=["party", "kind"], name="title_by_party"),
            models.Index(fields=["kind", "party"], name="title_by_kind"),
        ]
