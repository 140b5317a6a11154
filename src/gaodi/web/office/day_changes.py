"""What the last move of the day changed in the viewer's range, ready to draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gaodi.apps.assessments.changes import Change, Ending, get_day_before, read_changes
from gaodi.apps.assessments.choices import RuleKind, Verdict
from gaodi.apps.assessments.overview import NewestSweep, get_newest_sweep
from gaodi.apps.programmes.models import Programme
from gaodi.kernel.people import Viewer
from gaodi.web.shell.entitlements.terms import ended_on
from gaodi.web.shell.outcomes import rows as cells
from gaodi.web.shell.outcomes.reading import read_words
from gaodi.web.shell.ui.chips import Chip
from gaodi.web.shell.ui.figures import Link
from gaodi.web.shell.ui.tables import Column, OnPhone, Table, TableRow

MOST = 12


@dataclass(frozen=True, slots=True)
class Progress:
    """Whether everybody has been judged by the business day, and what changed since `before`, the day judged last.

    `table` shows the first of `changed` rows with a new verdict, `endings` what ended without another in its place.
    """

    on: date
    before: date | None
    sweep: NewestSweep | None
    began: int
    ended: int
    changed: int
    table: Table | None
    endings: Table | None

    @property
    def is_fresh(self) -> bool:
        return self.sweep is not None and self.sweep.on == self.on

    @property
    def is_cut(self) -> bool:
        return self.changed > MOST


def read_progress(viewer: Viewer, on: date) -> Progress:
    """How far the sweep is, and what changed with this day."""
    before, sweep = get_day_before(RuleKind.PROGRAMME, on=on), get_newest_sweep(RuleKind.PROGRAMME)
    if before is None:
        return Progress(on, None, sweep, 0, 0, 0, None, None)
    found = read_changes(viewer, RuleKind.PROGRAMME, on=on, most=MOST)
    words = read_words(viewer, [change.outcome for change in found.changed], on=on)
    return Progress(
        on=on,
        before=before,
        sweep=sweep,
        began=found.began,
        ended=found.ended,
        changed=found.changed_total,
        table=_changes(found.changed, words),
        endings=_endings(found.endings, words, on),
    )


_COLUMNS = (
    Column("企业", on_phone=OnPhone.FIRM),
    Column("项目与阶段", on_phone=OnPhone.MATTER),
    Column("此前", on_phone=OnPhone.TALLY),
    Column("现在", on_phone=OnPhone.AMOUNT),
    Column("金额（万元）", numeric=True),
)
_NEW = Chip("没有这一条", "plain")


def _changes(changes: Sequence[Change], words: cells.Words) -> Table | None:
    rows = []
    for change in changes:
        row = change.outcome
        if card := words.firms.get(row.subject_id):
            before = cells.VERDICT_CHIPS[Verdict(change.before)] if change.before else _NEW
            firm, matter = Link(card.name, cells.because_href(card, row)), cells.matter_of(row, words)
            now = cells.VERDICT_CHIPS[Verdict(row.verdict)]
            rows.append(TableRow(f"{card.name}，{matter}", (firm, matter, before, now, cells.money_of(row))))
    return Table("结论有变的事项", _COLUMNS, tuple(rows), anchor="changes") if rows else None


_ENDING_COLUMNS = (
    Column("项目与阶段", on_phone=OnPhone.FIRM),
    Column("此前", on_phone=OnPhone.TALLY),
    Column("现在", on_phone=OnPhone.MATTER),
    Column("条数", numeric=True, on_phone=OnPhone.AMOUNT),
)


def _endings(endings: Sequence[Ending], words: cells.Words, on: date) -> Table | None:
    rows = []
    for one in endings:
        programme = words.programmes.get(one.code)
        title = programme.title if programme else one.code
        matter = f"{title}，{one.stage}" if one.stage else title
        before, now = cells.VERDICT_CHIPS[Verdict(one.verdict)], _why_ended(programme, on)
        rows.append(TableRow(f"{matter}，{before.word}", (matter, before, now, one.rows)))
    return Table("撤下的结论", _ENDING_COLUMNS, tuple(rows), anchor="endings") if rows else None


def _why_ended(programme: Programme | None, on: date) -> str:
    if programme is None or programme.is_withdrawn:
        return "随项目撤出政策包撤下"
    return "随项目到期撤下" if ended_on(programme, on) else "不再适用，撤下"
