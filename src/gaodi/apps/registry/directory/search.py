"""Parties found by any of their names and codes, best first.

A word is looked for in one of two ways. Rare ones through the index of keys: every hit is ranked. Common ones (淄博,
有限公司, zb) by walking the names in the order of pinyin until enough are found: those match everywhere, and nobody
reads the rest. Which way is cheaper is told by PostgreSQL's statistics (frequencies.py); a wrong guess costs time only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gaodi.apps.registry.choices import NameKind, PartyKind
from gaodi.apps.registry.directory.codes import find_by_code
from gaodi.apps.registry.directory.common import find_common
from gaodi.apps.registry.directory.frequencies import Frequencies, read_frequencies
from gaodi.apps.registry.directory.hits import MOST, Hit, Hits, Scope, scope_of
from gaodi.apps.registry.directory.rare import find_rare
from gaodi.apps.registry.directory.units import reporting_unit_of
from gaodi.apps.registry.directory.words import Typed, read_typed
from gaodi.apps.registry.selectors import parties_for
from gaodi.apps.registry.services.names import PERSON_SIGN
from gaodi.kernel.people import Viewer

COMPANIES = (PartyKind.COMPANY.value,)
_SPARE = 5  # codes that are read for each that is asked for
_ENOUGH = 2 * MOST  # expected hits from which "more than a thousand" is safe to say without counting
_WALKED = 0.1  # the share of names from which walking meets a word soon
_ASKED = 20  # findings after which a list knows that a common word is one
_NARROWER = 10  # a district has about a tenth of the firms
_CHEAP = 20_000  # names that may always be walked: names with a word stand together in the order of pinyin


@dataclass(frozen=True, slots=True)
class FoundParty:
    """A party as a list of findings shows it; `note` says by which other name it was found."""

    party_id: int
    public_id: UUID
    kind: str
    name: str
    credit_code: str
    unit: str
    note: str


@dataclass(frozen=True, slots=True)
class FoundParties:
    """The best findings and how many there are; where `is_capped`, there are at least so many and nobody counted on."""

    rows: tuple[FoundParty, ...]
    total: int
    is_capped: bool

    @property
    def told(self) -> str:
        """The number in words: 12 家, or 1000 家以上."""
        return f"{self.total} 家以上" if self.is_capped else f"{self.total} 家"


def search_parties(
    viewer: Viewer, word: str, *, on: date, kinds: Sequence[str] = COMPANIES, limit: int = 20
) -> FoundParties:
    """Parties that the viewer may know of, found by `word`, at most `limit` (and a thousand), best first.

    Found are names of that day and before, in any part and by pinyin or initials from any syllable; credit and stock
    codes by their beginning. Several words must all be found, three syllables or more side by side where anybody has them
    so. Ranked: codes, the very name, what a name begins with,
    what it contains, pinyin.
    """
    hits = _find(viewer, word, on=on, kinds=kinds, limit=min(limit, MOST))
    shown = hits.rows[: min(limit, MOST)]
    rows = parties_for(viewer, on=on).filter(pk__in=[hit.party_id for hit in shown], kind__in=kinds)
    known = {row.pk: row for row in rows.annotate(unit=reporting_unit_of("pk", on=on))}
    found = tuple(_found(known[hit.party_id], hit) for hit in shown if hit.party_id in known)
    return FoundParties(found, max(hits.at_least, len(hits.rows)), hits.is_capped)


def find_party_ids(
    viewer: Viewer, word: str, *, on: date, unit: str = "", kinds: Sequence[str] = COMPANIES
) -> list[int]:
    """Ids of the best thousand that `search_parties` would find, best first; of one reporting unit where it is given."""
    return [hit.party_id for hit in _find(viewer, word, on=on, kinds=kinds, limit=MOST, unit=unit).rows]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list narrowed by a word holds: `party_ids`; where they are too many, `coded` and whose name holds `typed`."""

    party_ids: list[int]
    is_capped: bool
    coded: list[int]
    typed: Typed


def find_wanted(viewer: Viewer, word: str, *, on: date) -> Wanted:
    """The companies that a list narrowed by `word` holds."""
    scope, typed = scope_of(viewer, on=on, kinds=COMPANIES), read_typed(word)
    hits = _find(viewer, word, on=on, kinds=COMPANIES, limit=_ASKED)
    if not hits.is_capped or scope is None:
        return Wanted([hit.party_id for hit in hits.rows], False, [], typed)
    coded = [hit.party_id for hit in find_by_code(typed.code, scope).rows]
    return Wanted([], True, coded, typed)


def _find(viewer: Viewer, word: str, *, on: date, kinds: Sequence[str], limit: int, unit: str = "") -> Hits:
    scope, typed = scope_of(viewer, on=on, kinds=kinds, unit=unit), read_typed(word)
    if scope is None or not typed.runs:
        return Hits()
    coded, named = (
        find_by_code(typed.code, scope, min(MOST, _SPARE * limit)),
        _find_named(typed, scope, limit),
    )
    best = {hit.party_id: hit for hit in (*named.rows, *coded.rows)}
    ordered = dict.fromkeys(hit.party_id for hit in (*coded.rows, *named.rows))
    is_capped = coded.is_capped or named.is_capped or len(ordered) > MOST
    return Hits(tuple(best[party] for party in ordered)[:MOST], is_capped, named.at_least)


def _find_named(typed: Typed, scope: Scope, limit: int) -> Hits:
    together = _find_runs(typed.phrase, scope, limit) if typed.phrase else Hits()
    return together if together.rows else _find_runs(typed, scope, limit)


def _find_runs(typed: Typed, scope: Scope, limit: int) -> Hits:
    frequencies = read_frequencies(typed)
    if budget := _budget(frequencies, typed, scope, limit):
        walked = find_common(typed, scope, limit=limit, budget=budget)
        if walked is not None:
            return walked
    return find_rare(typed, scope, frequencies, limit=limit, signs=_signs(scope.kinds))


def _budget(frequencies: Frequencies, typed: Typed, scope: Scope, limit: int) -> int:
    """How many names may be walked before the index of keys would have been quicker; 0 to use that at once."""
    expected = frequencies.expected(typed)
    if expected < max(_ENOUGH, _WALKED * frequencies.names):
        return 0
    walked = limit * frequencies.names / expected * (_NARROWER if scope.is_narrow else 1)
    return max(int(2 * walked), _CHEAP) if walked < expected else 0


def _signs(kinds: Sequence[str]) -> list[str]:
    """What the keys of these kinds begin with."""
    others = [""] if any(kind != PartyKind.PERSON for kind in kinds) else []
    return others + ([PERSON_SIGN] if PartyKind.PERSON in kinds else [])


def _found(party: object, hit: Hit) -> FoundParty:
    return FoundParty(
        party_id=party.pk,  # type: ignore[attr-defined]
        public_id=party.public_id,  # type: ignore[attr-defined]
        kind=party.kind,  # type: ignore[attr-defined]
        name=party.name,  # type: ignore[attr-defined]
        credit_code=party.credit_code or "",  # type: ignore[attr-defined]
        unit=party.unit,  # type: ignore[attr-defined]
        note=_note(party.name, hit),  # type: ignore[attr-defined]
    )


def _note(name: str, hit: Hit) -> str:
    if hit.is_former and hit.name != name:
        return f"曾用名 {hit.name}"
    if hit.kind in (NameKind.SHORT, NameKind.FOREIGN) and hit.name not in name:
        return f"{NameKind(hit.kind).label} {hit.name}"
    return ""
