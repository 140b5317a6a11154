"""Checking, loading and exporting packs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from gaodi.kernel.audit import acting
from gaodi.kernel.clock import day_at
from gaodi.kernel.errors import Refusal
from gaodi.kernel.events import emit
from gaodi.kernel.instance import find_instance
from gaodi.kernel.models import PackVersion
from gaodi.kernel.packs.canonical import digest_of, plain
from gaodi.kernel.packs.differences import Difference, list_differences
from gaodi.kernel.packs.reading import META, Pack, read_pack
from gaodi.kernel.packs.sections import Everything, SectionRegistry, UnreadSection, sections
from gaodi.kernel.packs.versions import content_of, find_current, find_unseen_draft
from gaodi.kernel.people import Actor
from gaodi.values.places import Problem, ProblemsFound

_SHOWN = 20  # differences named in a refusal; all of them are in its field
_LOCK = 0x6A0D2  # of pg_advisory_xact_lock: one load at a time


@dataclass(frozen=True, slots=True)
class LoadResult:
    """The current version after a load; `changed` is False where the folder said nothing new."""

    changed: bool
    version: PackVersion


class DraftIsNewer(Refusal):
    """The folder would undo a draft that was published after it was exported."""

    code = "draft_is_newer"

    def __init__(self, draft: PackVersion, differences: list[Difference]) -> None:
        self.draft, self.differences = draft, differences
        listed = "".join(f"\n  {difference}" for difference in differences[:_SHOWN])
        if len(differences) > _SHOWN:
            listed += f"\n  …… 共 {len(differences)} 处"
        super().__init__(
            f"{draft.pack} 已有更新的发布版本 {draft.version}（{draft.digest[:12]}）；"
            f"请先用 gaodi pack export 导出、合并后再载入。载入将改变：{listed}"
        )


class NoSuchVersion(Refusal):
    """A pack was asked for that was never loaded."""

    code = "no_such_version"

    def __init__(self, pack: str) -> None:
        super().__init__(f"数据库中没有地区包 {pack}；请先运行 gaodi pack load {pack}。")


class OtherRegion(Refusal):
    """A pack was to be loaded into an instance that was born for another region."""

    code = "other_region"

    def __init__(self, pack: str, region: str) -> None:
        self.pack, self.region = pack, region
        super().__init__(
            f"本平台是为地区 {region} 建立的，不能载入地区包 {pack}；请运行 gaodi pack load {region}，"
            f"或以 GAODI_REGION={pack} 和新的 GAODI_VAR 另建一个平台。"
        )


def check_pack(root: Path, name: str, *, registry: SectionRegistry = sections) -> list[Problem]:
    """Everything that is wrong with a pack's folder; empty where nothing is."""
    try:
        _read_checked(root, name, registry)
    except ProblemsFound as found:
        return list(found.problems)
    return []


def load_pack(
    root: Path, name: str, *, actor: Actor, at: datetime, registry: SectionRegistry = sections
) -> LoadResult:
    """The pack's current version, after writing what changed into the apps' tables in one transaction.

    Raises: OtherRegion: the instance was born for another; ProblemsFound: the pack is not sound;
    DraftIsNewer: with what loading would undo.
    """
    born = find_instance()
    if born is not None and born.region != name:
        raise OtherRegion(name, born.region)
    pack, data = _read_checked(root, name, registry)
    content = plain(content_of(pack.meta, dict(data)))
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        current = find_current(name)
        if current is not None and current.digest == digest_of(content):
            return LoadResult(False, current)
        if draft := find_unseen_draft(name, pack.meta.follows):
            raise DraftIsNewer(draft, list_differences(draft.content, content))
        with _new_version(pack, content, actor=actor, at=at) as version:
            for section in registry:
                section.load(data[section.name], version_id=version.pk, at=at)
    return LoadResult(True, version)


def export_pack(name: str, root: Path) -> list[Path]:
    """The files of the pack's current version and its parents, written below `root` as they were read.

    The pack's meta file gets `follows`, the digest of the version, so that a later load knows what it is based on.
    Raises: NoSuchVersion.
    """
    version = find_current(name)
    if version is None:
        raise NoSuchVersion(name)
    written = []
    for path, text in sorted(version.files.items()):
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if path == f"{name}/{META}":
            text = _with_follows(text, version.digest)
        target.write_text(text, encoding="utf-8")
        written.append(target)
    return written


def _read_checked(root: Path, name: str, registry: SectionRegistry) -> tuple[Pack, Everything]:
    """Raises: ProblemsFound: what every section finds, not only the first."""
    pack = read_pack(root, name)
    problems = registry.strangers(pack, root.name)
    data = Everything(section.name for section in registry)
    for section in registry:
        try:
            data.put(section.name, section.read(pack))
        except ProblemsFound as found:
            problems += found.problems
    for section in registry:
        with suppress(UnreadSection):
            problems += section.check(data[section.name], data)
    if problems:
        raise ProblemsFound(dict.fromkeys(problems))
    return pack, data


@contextmanager
def _new_version(pack: Pack, content: dict[str, Any], *, actor: Actor, at: datetime) -> Iterator[PackVersion]:
    """The stored version, around the writing of its sections; then the event."""
    digest = digest_of(content)
    detail = {"pack": pack.name, "version": pack.meta.version, "digest": digest}
    with acting(actor=actor, at=at, action="load_pack", subject_kind="pack", detail=detail):
        version = PackVersion.objects.create(
            pack=pack.name,
            version=pack.meta.version,
            title=pack.meta.title,
            digest=digest,
            content=content,
            files=dict(pack.sources),
            loaded_at=at,
            loaded_by=str(actor),
            origin=PackVersion.Origin.FOLDER,
        )
        yield version
        emit(
            "pack_loaded",
            actor=actor,
            on=day_at(at),
            at=at,
            subject_kind="pack_version",
            subject_id=version.pk,
            payload=detail,
        )


def _with_follows(text: str, digest: str) -> str:
    kept = re.sub(r"(?m)^follows:.*\n?", "", text)
    return f"{kept.rstrip()}\nfollows: {digest}\n"
