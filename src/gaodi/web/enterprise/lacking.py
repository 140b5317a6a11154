"""What rules in force need and nobody told: who waits for it, who normally tells it, what the enterprise can do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from gaodi.apps.assessments.subject_facts import find_column
from gaodi.apps.intake.declared import Door
from gaodi.apps.registry.kinds import KINDS
from gaodi.kernel.facts import facts
from gaodi.web.enterprise.held import HeldFact, Section
from gaodi.web.enterprise.providing import Units, say_told_by
from gaodi.web.enterprise.uses import Use
from gaodi.web.shell.ui.figures import Link

#: The kinds of rows that come to each table.
_KIND_OF_TABLE = {kind.model._meta.db_table: kind.code for kind in KINDS.values()}


@dataclass(frozen=True, slots=True)
class Lacking:
    """One fact that a rule waits for. `told_by` is empty where no office tells it; `declare` where it can be declared."""

    label: str
    path: str
    uses: tuple[Use, ...]
    told_by: str
    declare: Link | None

    @property
    def waits(self) -> str:
        """“企业首发上市奖励”用它判断“未列入严重失信名单”."""
        return "；".join(
            f"“{use.programme}”用它判断“{'、'.join(use.purposes[:2])}”{'等' if use.purposes[2:] else ''}"
            for use in self.uses
        )


def list_lacking(
    sections: Sequence[Section], doors: Mapping[str, Door], units: Units, *, may_declare: bool
) -> tuple[Lacking, ...]:
    """Each lacking fact once, in the order of the page."""
    found: dict[str, Lacking] = {}
    for section in sections:
        for block in section.blocks:
            for fact in block.facts:
                if fact.is_lacking and fact.uses and fact.path not in found:
                    found[fact.path] = _lacking(fact, doors, units, may_declare=may_declare)
    return tuple(found.values())


def _lacking(fact: HeldFact, doors: Mapping[str, Door], units: Units, *, may_declare: bool) -> Lacking:
    near = [doors[code] for code in kinds_behind(fact.path) if code in doors]
    own = next((door for door in near if door.may_declare), None)
    told = "、".join(filter(None, (say_told_by(door, units) for door in near)))
    link = None
    if own and may_declare:
        address = reverse("enterprise:declare", kwargs={"kind": own.kind.code})
        link = Link(f"申报{own.kind.label}", address)
    return Lacking(fact.label, fact.path, fact.uses, told, link)


def kinds_behind(path: str) -> tuple[str, ...]:
    """The kinds of rows from which a fact is read; those of the register only where it is read from nothing else."""
    found = find_column(path)
    if found is None:
        return ()
    table, column = found
    own = {name for name, _ in facts.get(table.name).behind}
    tables = dict.fromkeys(name for name, _ in facts.behind(table.name, [column.name]))
    derived = [name for name in tables if name not in own]
    if table.name == "company" and not derived:
        derived = ["registry_bar"] if column.group == "conduct" else ["registry_companyrecord"]
    codes = [_KIND_OF_TABLE[name] for name in derived or list(tables)[:1] if name in _KIND_OF_TABLE]
    return tuple(code for code in codes if code != "coverage")


@dataclass(frozen=True, slots=True)
class Completeness:
    """How much of what rules need is known: counts that are said in words."""

    needed: int
    lacking: int
    declared: int

    @property
    def says(self) -> str:
        if not self.needed:
            return "现行规则没有用到本企业的事实。"
        told = f"现行规则要用本企业的 {self.needed} 项事实"
        own = f"，其中 {self.declared} 项是企业申报、还没有核对" if self.declared else ""
        if not self.lacking:
            return f"{told}，都已掌握{own}。"
        return f"{told}，已掌握 {self.needed - self.lacking} 项{own}，还缺 {self.lacking} 项。"


def complete(sections: Sequence[Section]) -> Completeness:
    """The facts that some rule reads, each once however many events tell it."""
    used = {
        fact.path: fact
        for section in sections
        for block in section.blocks
        for fact in sorted(block.facts, key=lambda one: one.is_lacking)
        if fact.uses
    }
    lacking = sum(fact.is_lacking for fact in used.values())
    return Completeness(len(used), lacking, sum(fact.is_declared for fact in used.values()))
