"""What a document is, by its content; its name is never believed."""

from __future__ import annotations

import zipfile
from pathlib import Path

from gaodi.apps.intake.choices import DocumentFormat

_MARKS = {
    b"%PDF-": DocumentFormat.PDF,
    b"\xff\xd8\xff": DocumentFormat.JPG,
    b"\x89PNG\r\n\x1a\n": DocumentFormat.PNG,
}
_MOST_PARTS = 10_000  # of an OFD; more is no document


def sniff_document(path: Path) -> DocumentFormat | None:
    """PDF, JPG, PNG or OFD; None for anything else."""
    with path.open("rb") as file:
        head = file.read(8)
    for mark, kind in _MARKS.items():
        if head.startswith(mark):
            return kind
    return DocumentFormat.OFD if head.startswith(b"PK\x03\x04") and _is_ofd(path) else None


def _is_ofd(path: Path) -> bool:
    """An OFD (GB/T 33190) is an archive with OFD.xml on top."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError):
        return False
    return len(names) <= _MOST_PARTS and "OFD.xml" in names
