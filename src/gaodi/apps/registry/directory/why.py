"""By which of its names and codes a company was found, where its present name does not show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from gaodi.apps.registry.choices import NameKind
from gaodi.apps.registry.directory.words import Run, Typed, read_typed
from gaodi.apps.registry.models import ListingEvent, PartyName
from gaodi.apps.registry.pinyin import fold_name, pinyin_keys

_SHORTEST_CODE = 3
_STOCK_CODE = 6


@dataclass(frozen=True, slots=True)
class Named:
    """A company as a list shows it."""

    party_id: int
    name: str
    credit_code: str


def explain_found(word: str, found: Iterable[Named], *, on: date) -> Mapping[int, str]:
    """“曾用名 …”, “股票代码 …”, “信用代码”, “拼音” or “首字母” by party id; nothing where the name itself holds the word."""
    typed = read_typed(word)
    open_ = [one for one in found if typed.runs and not _holds(one.name, typed)]
    told = {one.party_id: "信用代码" for one in open_ if _begins_code(one.credit_code, typed)}
    rest = {one.party_id: one for one in open_ if one.party_id not in told}
    told |= _by_stock_code(typed, rest, on)
    told |= _by_other_name(typed, {party: one for party, one in rest.items() if party not in told}, on)
    return told


def is_whole_code(word: str) -> bool:
    """Whether somebody typed a whole credit code, or a whole stock code of the mainland."""
    code = read_typed(word).code
    return len(code) == 18 or (len(code) == _STOCK_CODE and code.isdigit())


def _begins_code(credit_code: str, typed: Typed) -> bool:
    return len(typed.code) >= _SHORTEST_CODE and credit_code.startswith(typed.code)


def _by_stock_code(typed: Typed, rest: Mapping[int, Named], on: date) -> dict[int, str]:
    if not rest or not typed.code.isdigit() or not _SHORTEST_CODE <= len(typed.code) <= _STOCK_CODE:
        return {}
    rows = ListingEvent.objects.filter(
        party__in=list(rest), known_to__isnull=True, valid_from__lte=on, stock_code__startswith=typed.code
    )
    return {party: f"股票代码 {code}" for party, code in rows.values_list("party_id", "stock_code")}


def _by_other_name(typed: Typed, rest: Mapping[int, Named], on: date) -> dict[int, str]:
    """Literal findings among other names come before readings of the present one, these before other readings."""
    if not rest:
        return {}
    told: dict[int, str] = {}
    weakest: dict[int, str] = {}
    rows = PartyName.objects.filter(party__in=list(rest), known_to__isnull=True, valid_from__lte=on)
    for name in rows.order_by("-valid_from", "pk"):
        is_former = name.kind == NameKind.REGISTERED and name.name != rest[name.party_id].name
        label = "曾用名" if is_former else str(NameKind(name.kind).label)
        if name.name == rest[name.party_id].name:
            continue
        if _holds(name.name, typed):
            told.setdefault(name.party_id, f"{label} {name.name}")
        elif _reading(name.name, typed):
            weakest.setdefault(name.party_id, f"{label} {name.name}")
    read = {party: _reading(one.name, typed) for party, one in rest.items()}
    return weakest | {party: said for party, said in read.items() if said} | told


def _holds(name: str, typed: Typed) -> bool:
    folded = fold_name(name)
    return all(run.text in folded for run in typed.runs)


def _reading(name: str, typed: Typed) -> str:
    """“拼音” or “首字母” where each run is in the name or in its reading; empty where one is not."""
    folded, keys = fold_name(name), pinyin_keys(name)
    ways = [_way(run, folded, f" {keys.full}", keys.initials) for run in typed.runs]
    if not all(ways):
        return ""
    return next((way for way in ("拼音", "首字母") if way in ways), "")


def _way(run: Run, folded: str, full: str, initials: str) -> str:
    if run.text in folded:
        return "名称"
    if any(f" {reading}" in full for reading in run.readings):
        return "拼音"
    return "首字母" if run.initials and run.initials in initials else ""
