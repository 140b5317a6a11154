"""How one fact came to be what it is: every value that was held true, since when, by which source and file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gaodi.apps.assessments.fact_history import Version, fact_history
from gaodi.apps.assessments.subject_facts import fact_label, find_column
from gaodi.apps.intake.models import IntakeFile
from gaodi.apps.intake.selectors import files_for
from gaodi.apps.registry.choices import Source
from gaodi.apps.registry.dossier import Origin, find_origins
from gaodi.kernel.clock import SHANGHAI
from gaodi.kernel.facts import facts
from gaodi.kernel.people import Viewer
from gaodi.web.shell.company.subject import Subject

#: Each change asks the database once more.
MOST_CHANGES = 8


@dataclass(frozen=True, slots=True)
class HeldValue:
    """One value with the span of knowledge in which it was held true, its validity, and who brought it."""

    value: str
    is_missing: bool
    known_from: str
    known_to: str
    valid: str
    source: str
    source_on: date | None
    who: str


@dataclass(frozen=True, slots=True)
class FactHistory:
    """The versions of a fact, newest first; none where it was never told or is not for this viewer."""

    path: str
    label: str
    on: date
    versions: tuple[HeldValue, ...]
    is_cut: bool

    @property
    def anchor(self) -> str:
        return "history-" + self.path.replace(".", "-").replace("_", "-")


def read_history(subject: Subject, path: str) -> FactHistory | None:
    """The history of one fact of the company; None for a path that nobody declares or that is none of a company's."""
    found = find_column(path)
    if found is None or found[0].name != "company" or found[1].source is None:
        return None
    as_of, viewer = subject.as_of, subject.viewer
    versions = fact_history(
        path,
        subject_id=subject.party_id,
        on=as_of.on,
        known_at=as_of.known_at,
        visibilities=viewer.visibilities,
        most=MOST_CHANGES,
    )
    behind = facts.behind("company", [found[1].name])
    moments = [one.known_from for one in versions]
    origins = find_origins(behind, party_id=subject.party_id, moments=moments)
    files = _files(viewer, origins)
    return FactHistory(
        path=path,
        label=fact_label(path),
        on=as_of.on,
        versions=tuple(_held(one, origins, files) for one in versions),
        is_cut=len(versions) >= MOST_CHANGES,
    )


def _files(viewer: Viewer, origins: Iterable[Origin]) -> dict[int, IntakeFile]:
    batches = {one.batch for one in origins if one.batch is not None}
    return {file.pk: file for file in files_for(viewer).filter(pk__in=batches)} if batches else {}


def _held(version: Version, origins: Iterable[Origin], files: Mapping[int, IntakeFile]) -> HeldValue:
    origin = _origin_of(version, origins)
    source = version.source
    return HeldValue(
        value=version.value or "缺这项事实",
        is_missing=version.value is None,
        known_from=_moment(version.known_from),
        known_to=_moment(version.known_to) if version.known_to else "至今",
        valid=_valid(origin) if origin else "",
        source=source.title if source else "",
        source_on=source.on if source else None,
        who=_who(origin, files) if origin else "",
    )


def _origin_of(version: Version, origins: Iterable[Origin]) -> Origin | None:
    """The newest row of the same source and day that became known with the version."""
    source = version.source
    if source is None:
        return None
    told = (one for one in origins if one.known_from == version.known_from)
    return next((one for one in told if (one.source_label, one.source_on) == (source.title, source.on)), None)


def _moment(moment: datetime) -> str:
    return moment.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


def _valid(origin: Origin) -> str:
    if origin.valid_to is None:
        return f"{origin.valid_from} 起"
    return f"{origin.valid_from} 至 {origin.valid_to - timedelta(days=1)}"


def _who(origin: Origin, files: Mapping[int, IntakeFile]) -> str:
    """Who brought the row: a file with the person behind it, the company itself, or the outlet alone."""
    if origin.batch is not None:
        file = files.get(origin.batch)
        if file is None:
            return f"接入批次 {origin.batch}"
        name = (file.applying_actor or file.actor).get("name", "")
        return f"{name}，文件“{file.name}”" if name else f"文件“{file.name}”"
    if origin.source == Source.ENTERPRISE:
        return "企业自行申报" + ("，附佐证材料" if origin.evidence else "")
    return "初始登记"
