"""The bytes that people uploaded, on disk, by their SM3 digest: written once, never changed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives import hashes

from gaodi.kernel.errors import Refusal

CHUNK = 1 << 20


class TooLarge(Refusal):
    """More bytes came than are taken."""

    code = "too_large"

    def __init__(self, most: int) -> None:
        super().__init__(f"文件超过 {most >> 20} MB 的上限；请分成几个文件再上传。")


class Empty(Refusal):
    """No byte came."""

    code = "empty_file"

    def __init__(self) -> None:
        super().__init__("文件是空的；请检查后重新上传。")


@dataclass(frozen=True, slots=True)
class Stored:
    """What lies in the store: digest in hex, size in bytes, lines counted by their ends."""

    digest: str
    size: int
    lines: int
    path: Path


class Store:
    """A folder of files by digest. Equal content lies there once."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path_of(self, digest: str) -> Path:
        return self.root / digest[:2] / digest

    def keep(self, chunks: Iterable[bytes], *, most: int) -> Stored:
        """The content, on disk before this returns; nothing stays of what is refused.

        Raises: TooLarge: after reading `most` bytes and one more chunk; Empty.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self.root, prefix=".coming-")
        try:
            digest, size, lines = _copy(handle, chunks, most)
            target = self.path_of(digest)
            target.parent.mkdir(exist_ok=True)
            Path(name).replace(target)
            _sync_folder(target.parent)
        except BaseException:
            with suppress(FileNotFoundError):
                Path(name).unlink()
            raise
        return Stored(digest, size, lines, target)


def _copy(handle: int, chunks: Iterable[bytes], most: int) -> tuple[str, int, int]:
    digest, size, lines = hashes.Hash(hashes.SM3()), 0, 0
    with os.fdopen(handle, "wb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > most:
                raise TooLarge(most)
            lines += chunk.count(b"\n")
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    if size == 0:
        raise Empty
    return digest.finalize().hex(), size, lines


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def chunks_of(path: Path) -> Iterable[bytes]:
    """A file's bytes, a mebibyte at a time."""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk
