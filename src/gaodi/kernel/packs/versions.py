"""The versions of a pack that the database keeps; at run time there are no others."""

from __future__ import annotations

from typing import Any

from gaodi.kernel.instance import find_instance
from gaodi.kernel.models import PackVersion
from gaodi.kernel.once import once
from gaodi.kernel.packs.reading import Meta


def content_of(meta: Meta, data: dict[str, Any]) -> dict[str, Any]:
    """What a version consists of. `follows` is left out: exporting and loading again is no new version."""
    return {
        "name": meta.name,
        "title": meta.title,
        "version": meta.version,
        "inherits": meta.inherits,
        "sections": data,
    }


def current_digest() -> str | None:
    """The digest of the version that is in force, asked once a request; None before the first load.

    It is the newest of the instance's region; before birth, the newest of any pack.
    """
    return once("pack_digest", _read_current_digest)


def _read_current_digest() -> str | None:
    born = once("instance", find_instance)
    versions = PackVersion.objects.all() if born is None else PackVersion.objects.filter(pack=born.region)
    return versions.order_by("-pk").values_list("digest", flat=True).first()


def read_content(digest: str) -> dict[str, Any]:
    """What the version of that digest holds: its sections by name."""
    content: dict[str, Any] = PackVersion.objects.only("content").filter(digest=digest).latest("pk").content
    return content


def find_current(pack: str) -> PackVersion | None:
    """The newest version of a pack, or None before the first load."""
    return PackVersion.objects.filter(pack=pack).order_by("id").last()


def find_unseen_draft(pack: str, follows: str | None) -> PackVersion | None:
    """The newest published draft that a folder exported from version `follows` cannot know; None where there is none."""
    draft = PackVersion.objects.filter(pack=pack, origin=PackVersion.Origin.DRAFT).order_by("id").last()
    if draft is None or follows is None:
        return draft
    known = PackVersion.objects.filter(pack=pack, digest=follows).order_by("id").last()
    return None if known is not None and known.pk >= draft.pk else draft
