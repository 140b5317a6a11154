"""Which parties the rows of a chunk mean: by credit code, by name where there is no code, or parties yet to be made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from gaodi.apps.intake.choices import Severity
from gaodi.apps.intake.models import IntakeFile, Newcomer
from gaodi.apps.intake.services.findings import Finding
from gaodi.apps.registry.choices import PartyKind
from gaodi.apps.registry.kinds import Kind
from gaodi.apps.registry.models import Party
from gaodi.engines.tabular import ParsedRow

_MOST_SEEN = 100_000
_BY_CODE = "SELECT credit_code, id, kind, name FROM registry_party WHERE credit_code = ANY(%s)"
_PERSONS = """
SELECT at.company_id, p.name, min(p.id), count(DISTINCT p.id)
  FROM (SELECT company_id, holder_id AS party_id FROM registry_holding WHERE company_id = ANY(%(companies)s)
        UNION SELECT company_id, person_id FROM registry_officer WHERE company_id = ANY(%(companies)s)) AS at
  JOIN registry_party p ON p.id = at.party_id AND p.kind = 'person'
 WHERE p.name = ANY(%(names)s)
 GROUP BY at.company_id, p.name
"""


@dataclass(slots=True)
class Resolved:
    """A row with its parties: keys by attribute (below zero: minus a newcomer's key), and what is wrong with them."""

    row: ParsedRow
    parties: dict[str, int | None] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        return not self.findings or not any(one.severity == Severity.PROBLEM for one in self.findings)


@dataclass(frozen=True, slots=True)
class KnownParty:
    """A party of the registry, as far as rows are compared with it."""

    id: int
    kind: str
    name: str


def resolve(
    file: IntakeFile,
    kind: Kind,
    rows: Iterable[ParsedRow],
    *,
    own: tuple[str, frozenset[int]] | None,
    seen: dict[str, KnownParty] | None = None,
) -> list[Resolved]:
    """Each row with its parties; newcomers of the chunk are stored.

    Args: own: the attribute in which one of these parties must stand, for those who bring only rows of their own; seen:
    parties by code that earlier chunks found, to which this one adds its own.
    """
    seen = {} if seen is None else seen
    resolved = [Resolved(row) for row in rows]
    first = (kind.anchor, kind.subject)
    for ref in sorted(
        kind.parties, key=lambda ref: (*(ref.attribute != name for name in first), ref.attribute)
    ):
        _Reference(file, kind, ref, seen).resolve(resolved)
    if own is not None:
        for one in resolved:
            _check_own(kind, one, *own)
    return resolved


def _check_own(kind: Kind, one: Resolved, attribute: str, parties: frozenset[int]) -> None:
    if one.is_good and one.parties.get(attribute) not in parties:
        ref = next(ref for ref in kind.parties if ref.attribute == attribute)
        label = kind.field(ref.code or ref.name or "").label
        message = f"本接入口只接收报送方自己的数据，此行“{label}”不是报送方；请删去此行。"
        value = str(one.row.values.get(ref.code or "") or one.row.values.get(ref.name or "") or "")
        one.findings.append(Finding(Severity.PROBLEM, "not_own", message, one.row.number, label, value))


class _Reference:
    """One party column of a kind, resolved for many rows with few queries."""

    def __init__(self, file: IntakeFile, kind: Kind, ref: Any, seen: dict[str, KnownParty]) -> None:
        self.file, self.kind, self.ref, self.seen = file, kind, ref, seen
        self.is_subject = ref.attribute == kind.subject

    def resolve(self, rows: Sequence[Resolved]) -> None:
        good = [row for row in rows if row.is_good]
        coded, uncoded = _split(good, self._code)
        named, unnamed = _split(uncoded, self._name)
        for row in unnamed:
            self._nobody(row)
        wanted: dict[str, tuple[Resolved, str]] = {}
        waiting: list[tuple[Resolved, str]] = []
        self._by_code(coded, wanted, waiting)
        self._by_name(named, wanted, waiting)
        keys = self._newcomers(wanted)
        for row, token in waiting:
            row.parties[self.ref.attribute] = -keys[token]

    def _nobody(self, row: Resolved) -> None:
        row.parties[self.ref.attribute] = None
        if self.ref.required:
            self._problem(row, "no_party", "没有写明是哪个主体；请填统一社会信用代码。")

    def _by_code(
        self,
        rows: list[Resolved],
        wanted: dict[str, tuple[Resolved, str]],
        waiting: list[tuple[Resolved, str]],
    ) -> None:
        _find_codes({self._code(row) for row in rows}, self.seen)
        for row in rows:
            code = self._code(row)
            party = self.seen.get(code)
            if party is not None:
                self._take(row, party)
            elif not self.ref.creates:
                self._problem(
                    row, "unknown_code", "平台没有此代码的主体；请核对代码，或先接入该主体的登记数据。"
                )
            elif not self._name(row):
                self._problem(row, "unknown_code", "平台没有此代码的主体；要新建请同时填写名称。")
            else:
                wanted.setdefault(f"code:{code}", (row, code))
                waiting.append((row, f"code:{code}"))

    def _take(self, row: Resolved, party: KnownParty) -> None:
        row.parties[self.ref.attribute] = party.id
        if self.ref.kinds and party.kind not in self.ref.kinds:
            label = PartyKind(party.kind).label
            self._problem(row, "wrong_kind", f"此代码属于{label}“{party.name}”，不能填在这一栏；请核对。")
        elif self._name(row) and self._name(row) != party.name:
            message = f"名称与登记名称“{party.name}”不一致，以代码为准；更名请另报名称数据。"
            self._find(row, Severity.WARNING, "other_name", message, self._name(row))

    def _by_name(
        self,
        rows: list[Resolved],
        wanted: dict[str, tuple[Resolved, str]],
        waiting: list[tuple[Resolved, str]],
    ) -> None:
        persons = [row for row in rows if self._party_kind(row) == PartyKind.PERSON]
        firms = [row for row in rows if self._party_kind(row) != PartyKind.PERSON]
        self._named_firms(firms)
        anchored = [row for row in persons if row.parties.get(self.kind.anchor) is not None]
        self._persons_at_anchor(anchored, wanted, waiting)
        self._persons([row for row in persons if row not in anchored], wanted, waiting)

    def _named_firms(self, rows: list[Resolved]) -> None:
        found = _parties_by_name({self._name(row) for row in rows}, persons=False)
        for row in rows:
            parties = found.get(self._name(row), [])
            if len(parties) == 1:
                self._take(row, parties[0])
            else:
                many = f"有 {len(parties)} 个" if parties else "没有"
                self._problem(
                    row, "unknown_name", f"平台{many}此名称的主体，无法辨认；请填统一社会信用代码。"
                )

    def _persons(
        self,
        rows: list[Resolved],
        wanted: dict[str, tuple[Resolved, str]],
        waiting: list[tuple[Resolved, str]],
    ) -> None:
        found = _parties_by_name({self._name(row) for row in rows}, persons=True)
        for row in rows:
            name = self._name(row)
            parties = found.get(name, [])
            if len(parties) > 1:
                self._problem(
                    row, "many_persons", f"平台有 {len(parties)} 位同名人员，无法辨认；请联系平台核对。"
                )
            elif parties:
                self._take(row, parties[0])
            else:
                wanted.setdefault(f"person:{name}", (row, ""))
                waiting.append((row, f"person:{name}"))

    def _persons_at_anchor(
        self,
        rows: list[Resolved],
        wanted: dict[str, tuple[Resolved, str]],
        waiting: list[tuple[Resolved, str]],
    ) -> None:
        """The same name at the same company is the same person; elsewhere it is another one."""
        companies = {row.parties[self.kind.anchor] for row in rows}
        found = _persons_at(companies, {self._name(row) for row in rows})
        for row in rows:
            company, name = row.parties[self.kind.anchor], self._name(row)
            person, count = found.get((company, name), (0, 0))
            if count > 1:
                self._problem(row, "many_persons", f"该企业有 {count} 位同名人员，无法辨认；请联系平台核对。")
            elif count:
                row.parties[self.ref.attribute] = person
            else:
                token = f"person:{company}:{name}"
                wanted.setdefault(token, (row, ""))
                waiting.append((row, token))

    def _newcomers(self, wanted: Mapping[str, tuple[Resolved, str]]) -> dict[str, int]:
        if not wanted:
            return {}
        new = [
            Newcomer(
                file=self.file,
                token=token,
                kind=self._party_kind(row),
                name=self._name(row),
                credit_code=code,
                since=_since(row, self.file.source_on),
            )
            for token, (row, code) in wanted.items()
        ]
        Newcomer.objects.bulk_create(new, ignore_conflicts=True, batch_size=2000)
        rows = Newcomer.objects.filter(file=self.file, token__in=list(wanted))
        return dict(rows.values_list("token", "pk"))

    def _party_kind(self, row: Resolved) -> str:
        given = row.row.values.get(self.ref.kind) if self.ref.kind else None
        return str(given or (self.ref.kinds[0] if self.ref.kinds else PartyKind.COMPANY.value))

    def _code(self, row: Resolved) -> str:
        return str(row.row.values.get(self.ref.code) or "") if self.ref.code else ""

    def _name(self, row: Resolved) -> str:
        return str(row.row.values.get(self.ref.name) or "") if self.ref.name else ""

    def _problem(self, row: Resolved, code: str, message: str) -> None:
        self._find(row, Severity.PROBLEM, code, message, self._code(row) or self._name(row))

    def _find(self, row: Resolved, severity: Severity, code: str, message: str, value: str) -> None:
        label = self.kind.field(self.ref.code or self.ref.name or "").label
        row.findings.append(Finding(severity, code, message, row.row.number, label, value))


def _since(row: Resolved, fallback: date) -> date:
    values = row.row.values
    return values.get("founded_on") or values.get("valid_from") or fallback


def _split(rows: list[Resolved], tell: Callable[[Resolved], str]) -> tuple[list[Resolved], list[Resolved]]:
    """Those of which something is told, and the others."""
    told: list[Resolved] = []
    silent: list[Resolved] = []
    for row in rows:
        (told if tell(row) else silent).append(row)
    return told, silent


def _find_codes(codes: set[str], seen: dict[str, KnownParty]) -> None:
    """Add the parties of these codes; so many are kept that a file of any size takes the memory of one of some rows."""
    wanted = [code for code in codes if code not in seen]
    if not wanted:
        return
    if len(seen) > _MOST_SEEN:
        seen.clear()
        wanted = list(codes)
    with connection.cursor() as cursor:
        cursor.execute(_BY_CODE, [wanted])
        seen |= {code: KnownParty(pk, kind, name) for code, pk, kind, name in cursor.fetchall()}


def _parties_by_name(names: set[str], *, persons: bool) -> dict[str, list[KnownParty]]:
    if not names:
        return {}
    found: dict[str, list[KnownParty]] = defaultdict(list)
    rows = Party.objects.filter(name__in=names)
    rows = rows.filter(kind=PartyKind.PERSON) if persons else rows.exclude(kind=PartyKind.PERSON)
    for pk, kind, name in rows.values_list("pk", "kind", "name"):
        found[name].append(KnownParty(pk, kind, name))
    return found


def _persons_at(companies: Iterable[Any], names: Iterable[str]) -> dict[tuple[Any, str], tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(_PERSONS, {"companies": list(companies), "names": list(names)})
        return {(company, name): (person, count) for company, name, person, count in cursor.fetchall()}
