"""Evidence that an enterprise hands in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from gaodi.apps.intake.models import Document, IntakeFile
from gaodi.apps.intake.permissions import can_declare
from gaodi.apps.intake.sniffing import sniff_document
from gaodi.apps.intake.store import Store, Stored
from gaodi.kernel.audit import acting
from gaodi.kernel.errors import Refusal
from gaodi.kernel.people import Viewer

LARGEST_DOCUMENT = 20 << 20


class DocumentNotYours(Refusal):
    """Somebody hands in evidence of a party that they do not act for."""

    code = "document_not_yours"

    def __init__(self) -> None:
        super().__init__("只能为您当前代表的企业上传材料；请先切换到该企业。")


class DocumentNotTaken(Refusal):
    """The content is none of the formats that are taken, whatever its name says."""

    code = "document_not_taken"

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}”的内容不是 PDF、JPG、PNG 或 OFD；请另存为其中一种后再上传。")


def keep_document(
    viewer: Viewer, *, party_id: int, name: str, chunks: Iterable[bytes], store: Store, at: datetime
) -> Document:
    """The document; the same content of the same party is one document.

    Raises: DocumentNotYours; DocumentNotTaken; TooLarge; Empty; NobodyActs.
    """
    if not can_declare(viewer, party_id):
        raise DocumentNotYours
    stored = store.keep(chunks, most=LARGEST_DOCUMENT)
    kind = sniff_document(stored.path)
    if kind is None:
        _forget(stored)
        raise DocumentNotTaken(Path(name).name[:60])
    actor = viewer.as_actor()
    detail = {"file": name[:200], "digest": stored.digest}
    with acting(
        actor=actor, at=at, action="keep_document", subject_kind="party", subject_id=party_id, detail=detail
    ):
        document, _ = Document.objects.get_or_create(
            party_id=party_id,
            digest=stored.digest,
            defaults={
                "name": Path(name).name[:200],
                "format": kind,
                "size": stored.size,
                "user_id": actor.user_id,
                "uploaded_at": at,
            },
        )
    return document


def _forget(stored: Stored) -> None:
    """Remove refused bytes, unless somebody else's row stands on the same content."""
    for model in (Document, IntakeFile):
        if model.objects.filter(digest=stored.digest).exists():
            return
    stored.path.unlink(missing_ok=True)
