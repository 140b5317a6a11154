"""The derived facts of the pack version in force."""

from __future__ import annotations

from typing import Any

from gaodi.kernel.packs import current_digest, read_content

SECTION = "facts"


def definitions_in_force() -> tuple[str, dict[str, dict[str, Any]]]:
    """The digest of the version in force and what it derives, as the pack keeps it; ("", {}) before the first load."""
    digest = current_digest()
    if digest is None:
        return "", {}
    if digest not in _READ:
        if len(_READ) >= _MOST:
            _READ.clear()
        _READ[digest] = read_content(digest)["sections"].get(SECTION, {})
    return digest, _READ[digest]


#: What versions derive, by digest; a version never changes.
_READ: dict[str, dict[str, dict[str, Any]]] = {}
_MOST = 8
