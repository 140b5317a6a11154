"""Evidence that people hand in."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from gaodi.apps.intake.choices import DocumentFormat


class Document(models.Model):
    """A document that a party handed in; the bytes lie in the store under `digest`."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    party = models.ForeignKey("registry.Party", on_delete=models.PROTECT, related_name="documents")
    name = models.CharField("文件名", max_length=200)
    format = models.CharField("格式", max_length=8, choices=DocumentFormat)
    digest = models.CharField("SM3", max_length=64)
    size = models.BigIntegerField("大小（字节）")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    uploaded_at = models.DateTimeField("上传时间")

    class Meta:
        verbose_name = "佐证材料"
        constraints: ClassVar = [
            models.UniqueConstraint(name="one_document_of_a_party", fields=["party", "digest"]),
        ]

    def __str__(self) -> str:
        return self.name
