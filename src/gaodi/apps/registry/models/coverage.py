"""For which subjects and periods a source is complete: there, and only there, no row means none."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from gaodi.apps.registry.models.dated import Dated
from gaodi.apps.registry.models.party import Party


class Coverage(Dated):
    """A source is complete in [valid_from, valid_to) for one party, or, with `party` empty, for every party.

    `subject` is the name of the fact table whose rows are complete (patent, title, penalty …) or a list of bars.
    """

    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="coverages", db_index=False, null=True, blank=True
    )
    subject = models.CharField("范围", max_length=32)

    class Meta(Dated.Meta):
        verbose_name = "来源覆盖"
        indexes: ClassVar = [
            *Dated.Meta.indexes,
            models.Index(fields=["party", "subject"], name="coverage_by_party"),
            models.Index(fields=["subject"], condition=Q(party__isnull=True), name="coverage_of_everyone"),
        ]
