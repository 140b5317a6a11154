"""The facts of a company by group, each with its value, source and day, and the way to its history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from gaodi.apps.assessments.dictionary import current_dictionary
from gaodi.apps.assessments.subject_facts import Fact
from gaodi.apps.assessments.subject_rows import Row, read_rows
from gaodi.apps.registry.choices import Source, Standing
from gaodi.apps.registry.facts.groups import GROUPS
from gaodi.engines.rules.dictionary import Column, FactType, Visibility
from gaodi.kernel.people import Viewer
from gaodi.values.money import yuan_from_fen
from gaodi.web.shell.asked import Query
from gaodi.web.shell.company.history import FactHistory
from gaodi.web.shell.company.subject import Subject
from gaodi.web.shell.ui import numbers
from gaodi.web.shell.ui.chips import Chip
from gaodi.web.shell.ui.menus import Segment
from gaodi.web.shell.ui.reasons import UNKNOWN, WITHHELD

STANDINGS = {
    Standing.VERIFIED: Chip("已核", "ok", "check"),
    Standing.DECLARED: Chip("申报", "plain"),
    Standing.ASSUMED: Chip("暂定", "clay"),
}
_SOURCES: dict[str, str] = {value: str(label) for value, label in Source.choices}
_SHOWN = {"": "全部", "known": "有值", "missing": "缺"}


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact ready to print. `href` opens its history, `history` is the opened one."""

    path: str
    label: str
    value: str
    source: str
    source_on: date | None
    standing: Chip | None
    is_missing: bool = False
    withheld: bool = False
    href: str = ""
    history: FactHistory | None = None

    @property
    def anchor(self) -> str:
        return "fact-" + self.path.replace(".", "-").replace("_", "-")


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Facts that stand together; the counts are of all its facts, whatever is shown."""

    code: str
    title: str
    lines: tuple[FactLine, ...]
    total: int
    missing: int


@dataclass(frozen=True, slots=True)
class FactSheet:
    """Every fact of a company by group, narrowed by what the address asks for."""

    groups: tuple[FactGroup, ...]
    segments: tuple[Segment, ...]
    pills: tuple[Segment, ...]
    total: int
    missing: int


def read_fact_sheet(subject: Subject, query: Query, *, history: FactHistory | None = None) -> FactSheet:
    """The facts as of the pair; `?show=` keeps those known or those missing, `?group=` one group."""
    groups = read_fact_groups(subject, query)
    shown = query.choice("show", tuple(_SHOWN))
    missing = sum(group.missing for group in groups)
    total = sum(group.total for group in groups)
    counts = {"": total, "known": total - missing, "missing": missing}
    segments = (
        Segment(label, query.with_(show=code, fact=""), code == shown, counts[code])
        for code, label in _SHOWN.items()
    )
    chosen = query.choice("group", tuple(group.code for group in groups))
    pills = [Segment("全部", query.with_(group="", fact=""), not chosen, total)]
    pills += [
        Segment(one.title, query.with_(group=one.code, fact=""), one.code == chosen, one.total)
        for one in groups
    ]
    kept = [_narrowed(group, shown, history) for group in groups if chosen in ("", group.code)]
    return FactSheet(
        tuple(group for group in kept if group.lines), tuple(segments), tuple(pills), total, missing
    )


def _narrowed(group: FactGroup, shown: str, history: FactHistory | None) -> FactGroup:
    wanted = {"known": False, "missing": True}.get(shown)
    lines = (line for line in group.lines if wanted is None or line.is_missing is wanted)
    if history:
        lines = (replace(line, history=history) if line.path == history.path else line for line in lines)
    return replace(group, lines=tuple(lines))


def read_fact_groups(subject: Subject, query: Query | None = None) -> tuple[FactGroup, ...]:
    """Every fact in its group, in the order of groups. Args: query: of the page whose `?fact=` opens a history."""
    as_of, viewer = subject.as_of, subject.viewer
    table = current_dictionary()["company"]
    rows = read_rows(
        "company",
        [column.name for column in table.columns if column.source is not None],
        subject_id=subject.party_id,
        on=as_of.on,
        known_at=as_of.known_at,
        visibilities=viewer.visibilities,
    )
    withheld = withheld_words(viewer)
    told = (
        (fact.group or "register", _in_wan(line_of(fact, query, withheld=withheld), table.column(name), row))
        for row in rows
        for name, fact in row.facts.items()
    )
    by_group = dict.fromkeys(GROUPS, ()) | _grouped(told)
    groups = (
        FactGroup(code, GROUPS.get(code, "其他"), lines, len(lines), sum(line.is_missing for line in lines))
        for code, lines in by_group.items()
    )
    return tuple(group for group in groups if group.lines)


def _in_wan(line: FactLine, column: Column | None, row: Row) -> FactLine:
    """Money as pages print it, two decimals of 万元; everything else as it is said."""
    if column is None or column.type is not FactType.MONEY or row.values.get(column.name) is None:
        return line
    return replace(line, value=f"{numbers.wan(yuan_from_fen(row.values[column.name]))} 万元")


def _grouped(pairs: Iterable[tuple[str, FactLine]]) -> dict[str, tuple[FactLine, ...]]:
    found: dict[str, tuple[FactLine, ...]] = {}
    for code, line in pairs:
        found[code] = (*found.get(code, ()), line)
    return found


def withheld_words(viewer: Viewer) -> str:
    """Who has what the viewer may not see."""
    return "由风险端掌握" if viewer.may_see(Visibility.OFFICE) else WITHHELD


def line_of(fact: Fact, query: Query | None = None, *, withheld: str = WITHHELD) -> FactLine:
    """A fact in words: unknown and withheld ones say so."""
    source = fact.source
    is_missing = fact.value is None and not fact.withheld
    return FactLine(
        path=fact.path,
        label=fact.label,
        value=withheld if fact.withheld else fact.value or UNKNOWN,
        source=_SOURCES.get(source.title, source.title) if source else "",
        source_on=source.on if source else None,
        standing=STANDINGS.get(Standing(source.status)) if source and source.status and not is_missing else None,
        is_missing=is_missing,
        withheld=fact.withheld,
        href=query.with_(fact=fact.path) if query and not fact.withheld else "",
    )  # fmt: skip
