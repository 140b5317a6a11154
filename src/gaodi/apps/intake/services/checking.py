"""Checking a file: read in chunks, each staged and committed with its findings, then compared with what is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import islice

from django.db import transaction

from gaodi.apps.intake.choices import FileState, Severity
from gaodi.apps.intake.models import IntakeFile, Outlet
from gaodi.apps.intake.permissions import own_parties
from gaodi.apps.intake.selectors import saved_mapping
from gaodi.apps.intake.services.comparing import Comparison, compare, find_duplicates
from gaodi.apps.intake.services.findings import Finding, add_findings, of_cell
from gaodi.apps.intake.services.resolving import KnownParty, resolve
from gaodi.apps.intake.services.staging import stage
from gaodi.apps.intake.store import Store
from gaodi.apps.regions.words import current_words
from gaodi.apps.registry.kinds import KINDS, Kind
from gaodi.engines.tabular import Header, ParsedRow, TableFile, Unreadable, find_header, open_table, read_rows

CHUNK = 5_000
MOST_ROWS = 2_000_000

Tell = Callable[[IntakeFile], None]


class CheckOvertaken(RuntimeError):
    """Another worker goes on with this file, or somebody withdrew it: this one stops."""


def check_file(
    file_id: int, *, store: Store, on: date, at: datetime, tell: Tell = lambda _file: None
) -> IntakeFile:
    """The file, checked (with all its problems) or refused; goes on behind the last chunk that was committed.

    Args: on: the business day; tell: called after each chunk.
    Raises: CheckOvertaken.
    """
    file = _begin(file_id)
    if file.state != FileState.CHECKING:
        return file
    kind = KINDS[file.kind]
    try:
        table = open_table(store.path_of(file.digest), file.name)
        header = _read_header(file, kind, table)
        if header.is_usable:
            _stage_rows(file, kind, table, header, on=on, tell=tell)
    except Unreadable as error:
        return _refuse(file, error, at=at)
    return _finish(file, kind, at=at)


def clear_check(file: IntakeFile) -> None:
    """Forget all that a check found and staged, for a new one."""
    for rows in (file.found, file.staged, file.newcomers, file.differences):
        rows.all().delete()
    for name in ("rows_done", "last_row", "problems", "warnings", "new_parties"):
        setattr(file, name, 0)
    for name in ("rows_new", "rows_changed", "rows_ended", "rows_same"):
        setattr(file, name, 0)
    file.fingerprint = file.compared_with = file.says = ""


def _begin(file_id: int) -> IntakeFile:
    with transaction.atomic():
        file = IntakeFile.objects.select_for_update().get(pk=file_id)
        if file.state == FileState.RECEIVED:
            file.state = FileState.CHECKING
            file.save(update_fields=["state"])
    return file


def _lock(file: IntakeFile) -> IntakeFile:
    """The file as this worker left it. Raises: CheckOvertaken."""
    row = IntakeFile.objects.select_for_update().get(pk=file.pk)
    if (row.state, row.last_row, row.rows_done) != (FileState.CHECKING, file.last_row, file.rows_done):
        raise CheckOvertaken(f"file {file.pk} is {row.state} at row {row.last_row}")
    return row


def _read_header(file: IntakeFile, kind: Kind, table: TableFile) -> Header:
    """The header by the file's own mapping or the outlet's saved one; its findings are kept the first time."""
    saved = file.mapping or saved_mapping(file.outlet, file.kind)
    header = find_header(table, kind, sheet=file.sheet, saved=saved or None)
    if not file.format:
        with transaction.atomic():
            _lock(file)
            file.format = table.format
            file.sheet = header.sheet[:64]
            file.mapping = header.as_mapping()
            add_findings(file, [of_cell(problem) for problem in header.problems])
            file.save()
    return header


def _stage_rows(
    file: IntakeFile, kind: Kind, table: TableFile, header: Header, *, on: date, tell: Tell
) -> None:
    own = _own(file.outlet, file, on=on)
    start = file.last_row + 1 if file.last_row else 0
    rows = read_rows(table, kind, header, current_words(), start=start)
    seen: dict[str, KnownParty] = {}
    for chunk in _chunks(rows):
        _stage_chunk(file, kind, chunk, own, seen)
        tell(file)
        if file.rows_done >= MOST_ROWS:
            raise Unreadable("too_many_rows", f"文件超过 {MOST_ROWS} 行的上限；请分成几个文件再上传。")


def _stage_chunk(
    file: IntakeFile,
    kind: Kind,
    chunk: list[ParsedRow],
    own: tuple[str, frozenset[int]] | None,
    seen: dict[str, KnownParty],
) -> None:
    """One transaction: staged rows, findings and progress together."""
    with transaction.atomic():
        _lock(file)
        findings = [of_cell(problem) for row in chunk for problem in row.problems]
        resolved = resolve(file, kind, (row for row in chunk if row.is_good), own=own, seen=seen)
        findings += [finding for one in resolved for finding in one.findings]
        stage(file, kind, (one for one in resolved if one.is_good))
        add_findings(file, findings)
        file.rows_done += len(chunk)
        file.last_row = chunk[-1].number
        file.save(update_fields=["rows_done", "last_row", "problems", "warnings"])


def _chunks(rows: Iterator[ParsedRow]) -> Iterator[list[ParsedRow]]:
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def _own(outlet: Outlet, file: IntakeFile, *, on: date) -> tuple[str, frozenset[int]] | None:
    attribute = outlet.own.get(file.kind)
    if attribute is None:
        return None
    return attribute, own_parties(file.party_id, on=on) if file.party_id is not None else frozenset()


def _finish(file: IntakeFile, kind: Kind, *, at: datetime) -> IntakeFile:
    with transaction.atomic():
        _lock(file)
        if file.rows_done == 0 and not file.problems:
            add_findings(file, [Finding(Severity.PROBLEM, "no_rows", "文件里没有数据行；请检查后重新上传。")])
        add_findings(file, find_duplicates(file, kind))
        if not file.problems:
            take_over(file, compare(file, kind))
        file.state, file.checked_at = FileState.CHECKED, at
        file.save()
    return file


def take_over(file: IntakeFile, found: Comparison) -> None:
    """Write what a comparison counted onto the file, which the caller saves."""
    file.rows_new, file.rows_changed = found.new, found.changed
    file.rows_ended, file.rows_same = found.ended, found.same
    file.new_parties = found.new_parties
    file.fingerprint, file.compared_with = found.fingerprint, found.compared_with


def _refuse(file: IntakeFile, error: Unreadable, *, at: datetime) -> IntakeFile:
    with transaction.atomic():
        file = IntakeFile.objects.select_for_update().get(pk=file.pk)
        clear_check(file)
        file.state, file.says, file.ended_at = FileState.REFUSED, error.message, at
        file.save()
    return file


def record_failure(file_id: int, *, at: datetime) -> None:
    """Say that it was our fault; the file can be checked again or withdrawn. What went wrong stands in the log."""
    with transaction.atomic():
        file = IntakeFile.objects.select_for_update().get(pk=file_id)
        if file.state in (FileState.CHECKING, FileState.APPLYING, FileState.RECEIVED):
            file.state = FileState.FAILED
            file.says = "平台处理时出错，数据没有写入；已记入日志，请稍后重试或联系平台。"
            file.ended_at = at
            file.save(update_fields=["state", "says", "ended_at"])
