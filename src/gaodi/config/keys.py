"""The instance's secret key: made once, kept in var/keys, readable by its owner only."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def read_or_make_key(folder: Path, name: str) -> str:
    """The key of this name; a new one of 64 random characters where none is kept yet."""
    path = folder / name
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f".{name}.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48))
        try:
            os.link(draft, path)  # the first of several starters wins; the others read what it wrote
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
