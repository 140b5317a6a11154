"""What was already done, and with what: a step is skipped while the digest of all it depends on is the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


def digest_files(paths: Iterable[Path], *more: str) -> str:
    """One digest of the files' names and bytes, and of `more`."""
    total = hashlib.sha256("\0".join(more).encode())
    for path in sorted(set(paths)):
        total.update(str(path).encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def list_files(folder: Path, *patterns: str) -> list[Path]:
    """Files below a folder, caches left out."""
    found = {path for pattern in patterns for path in folder.rglob(pattern)}
    return sorted(path for path in found if path.is_file() and "__pycache__" not in path.parts)


@dataclass(frozen=True, slots=True)
class Stamps:
    """The digests of the last time, one small file a step."""

    folder: Path

    def holds(self, step: str, digest: str) -> bool:
        """Whether the step was last done with this very digest."""
        path = self.folder / step
        return path.exists() and path.read_text() == digest

    def set(self, step: str, digest: str) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = self.folder / f".{step}"
        draft.write_text(digest)
        draft.replace(self.folder / step)
