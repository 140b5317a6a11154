"""Names of parties, and the keys by which people look for them.

A key is a lexeme of `PartyName.keys`. Of 淄博砺芯 there are, at each character: the pair that begins there (淄博, 博砺, 砺芯,
and 芯 alone at the end), the pair of syllables (`_zi bo` … `_xin`) and three initials (`-zbl` … `-x`); the first of each
stands once more behind `^`, so that what a name begins with is found apart. A single character, an unfinished syllable
and one or two initials are found as beginnings of keys. Persons' names carry `@` before
each key, so that looking for firms never wades through people.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from gaodi.apps.registry.choices import NameKind, PartyKind, Standing
from gaodi.apps.registry.models import Party, PartyName
from gaodi.apps.registry.pinyin import (
    PinyinKeys,
    all_readings,
    fold_name,
    keys_of_readings,
    read_units,
    split_units,
)

PERSON_SIGN = "@"
START_SIGN = "^"
_HETERONYMS = 2  # characters of a name whose other readings become keys too

#: Columns of `registry_partyname` in the order of `name_row`, for COPY.
NAME_COLUMNS = (
    "party_id",
    "kind",
    "name",
    "pinyin",
    "initials",
    "keys",
    "valid_from",
    "valid_to",
    "known_from",
    "known_to",
    "source",
    "source_on",
    "standing",
    "evidence",
    "batch",
)

NameRow = tuple[
    int,
    str,
    str,
    str,
    str,
    str,
    date,
    date | None,
    datetime,
    datetime | None,
    str,
    date,
    str,
    UUID | None,
    int | None,
]


def search_keys(name: str, *, is_person: bool = False) -> list[str]:
    """The lexemes of a name, each once, in the order of the name; see the module for what they look like."""
    units = split_units(name)
    keys = _keys(fold_name(name), units, read_units(units))
    return [PERSON_SIGN + key for key in keys] if is_person else keys


def keys_text(name: str, *, is_person: bool = False) -> str:
    """The lexemes as a text that PostgreSQL reads as tsvector, in COPY and in INSERT."""
    return _as_vector(search_keys(name, is_person=is_person))


def name_row(
    party_id: int,
    kind: str,
    name: str,
    valid_from: date,
    source: str,
    source_on: date,
    known_from: datetime,
    *,
    valid_to: date | None = None,
    standing: str = Standing.VERIFIED.value,
    evidence: UUID | None = None,
    batch: int | None = None,
    is_person: bool = False,
) -> NameRow:
    """A row of `registry_partyname` in the order of `NAME_COLUMNS`."""
    readings, vector = read_and_key(name, is_person=is_person)
    return (
        party_id,
        kind,
        name,
        readings.full,
        readings.initials,
        vector,
        valid_from,
        valid_to,
        known_from,
        None,
        source,
        source_on,
        standing,
        evidence,
        batch,
    )


def read_and_key(name: str, *, is_person: bool = False) -> tuple[PinyinKeys, str]:
    """Pinyin keys and the text of the lexemes of a name, read once: what a bulk writer of parties and names needs."""
    units = split_units(name)
    readings = read_units(units)
    keys = _keys(fold_name(name), units, readings)
    if is_person:
        keys = [PERSON_SIGN + key for key in keys]
    return keys_of_readings(readings), _as_vector(keys)


def _as_vector(keys: Iterable[str]) -> str:
    # Keys hold letters, digits, spaces and our own signs: nothing of them needs escaping between quotes.
    joined = "' '".join(keys)
    return f"'{joined}'" if joined else ""


def _keys(text: str, units: list[str], readings: list[str]) -> list[str]:
    keys = [text[place : place + 2] for place in range(len(text))]
    last = len(readings) - 1
    keys += [
        f"_{reading} {readings[place + 1]}" if place < last else f"_{reading}"
        for place, reading in enumerate(readings)
    ]
    initials = "".join([reading[0] for reading in readings])
    keys += [f"-{initials[place : place + 3]}" for place in range(len(initials))]
    return list(dict.fromkeys(_starts(text, readings, initials) + keys + _other_keys(units, readings)))


def _starts(text: str, readings: list[str], initials: str) -> list[str]:
    if not readings:
        return []
    return [f"^{text[:2]}", f"^_{' '.join(readings[:2])}", f"^-{initials[:3]}"]


def _other_keys(units: list[str], readings: list[str]) -> list[str]:
    """Keys with the other readings of the first characters that have any; phrases may have chosen the unusual one."""
    keys: list[str] = []
    left = _HETERONYMS
    for place, unit in enumerate(units):
        others = [reading for reading in all_readings(unit) if reading != readings[place]]
        if not others:
            continue
        for reading in others:
            changed = [*readings[max(place - 2, 0) : place], reading, *readings[place + 1 : place + 3]]
            keys += _around(changed, min(place, 2))
        left -= 1
        if not left:
            break
    return keys


def _around(readings: list[str], place: int) -> list[str]:
    """Keys of a few readings that the one at `place` takes part in."""
    pairs = [f"_{' '.join(readings[start : start + 2])}" for start in range(max(place - 1, 0), place + 1)]
    initials = "".join(reading[0] for reading in readings)
    return pairs + [f"-{initials[start : start + 3]}" for start in range(place + 1)]


@transaction.atomic
def put_name(
    *,
    party: Party,
    kind: NameKind,
    name: str,
    valid_from: date,
    source: str,
    source_on: date,
    at: datetime,
    standing: str = Standing.VERIFIED.value,
    evidence: UUID | None = None,
    batch: int | None = None,
) -> PartyName:
    """The row of the name that a party bears from a day on; the name of this kind before it ends that day.

    A name that it bears already is left alone. The party itself shows the newest name of each kind.
    """
    open_rows = PartyName.objects.filter(party=party, kind=kind, known_to__isnull=True, valid_to__isnull=True)
    current = open_rows.order_by("-valid_from").select_for_update().first()
    if current is not None and current.name == name:
        return current
    provenance = {"source": source, "source_on": source_on, "standing": standing}
    provenance |= {"evidence": evidence, "batch": batch}
    if current is not None:
        _end(current, valid_from, at)
    row = make_name(party, kind, name, valid_from=valid_from, known_from=at, **provenance)
    row.save()
    show_name(party, kind, name)
    return row


def make_name(party: Party, kind: str, name: str, **dated: object) -> PartyName:
    """An unsaved row of a name with its readings and keys."""
    readings, vector = read_and_key(name, is_person=party.kind == PartyKind.PERSON)
    return PartyName(
        party=party,
        kind=kind,
        name=name,
        pinyin=readings.full,
        initials=readings.initials,
        keys=vector,
        **dated,
    )


def _end(current: PartyName, day: date, at: datetime) -> None:
    """What was known of the name is closed; known from now on is that it was borne until `day`."""
    PartyName.objects.filter(pk=current.pk).update(known_to=at)
    if current.valid_from < day:
        kept = ("source", "source_on", "standing", "evidence", "batch")
        dated = {field: getattr(current, field) for field in kept}
        make_name(
            current.party,
            current.kind,
            current.name,
            valid_from=current.valid_from,
            valid_to=day,
            known_from=at,
            **dated,
        ).save()


def show_name(party: Party, kind: str, name: str) -> None:
    """Make this the name that the party shows: the registered one with its sorting keys, or the short one."""
    if kind == NameKind.REGISTERED:
        keys = read_and_key(name)[0]
        party.name, party.pinyin, party.initials = name, keys.full, keys.initials
        party.save(update_fields=["name", "pinyin", "initials"])
    elif kind == NameKind.SHORT:
        party.short_name = name[:32]
        party.save(update_fields=["short_name"])
