"""Letters that somebody typed, cut into the syllables of pinyin."""

from __future__ import annotations

import unicodedata
from functools import cache

from pypinyin.constants import PINYIN_DICT

_FIRST, _LAST = 0x4E00, 0x9FFF
_LONGEST = 6
_VOWELS = set("aeiouv")  # 嗯 and 呣 are no part of names
_READINGS = 6  # ways of cutting one word that are tried, those with the longest syllables first


@cache
def syllables() -> frozenset[str]:
    """Every syllable that some character has, without tones; ü is v."""
    known = (readings for code, readings in PINYIN_DICT.items() if _FIRST <= code <= _LAST)
    plain = {_plain(reading) for readings in known for reading in readings.split(",")}
    return frozenset(one for one in plain if one.isascii() and one.isalpha() and _VOWELS & set(one))


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(one[:length] for one in syllables() for length in range(1, len(one) + 1))


def _plain(reading: str) -> str:
    signs = unicodedata.normalize("NFD", reading.replace("ü", "v").replace("ǖ", "v"))
    bare = signs.replace("u\u0308", "v")
    return "".join(sign for sign in bare if not unicodedata.combining(sign))


def cut_syllables(letters: str) -> list[tuple[str, ...]]:
    """The ways in which the letters read as syllables, the last one perhaps unfinished; at most six, none for `xyz`."""
    found: list[tuple[str, ...]] = []
    _cut(letters, 0, (), _hopeful(letters), found)
    return found


def _hopeful(letters: str) -> list[bool]:
    """Whether what follows each place reads as syllables; without this, a wrong last letter would try every cut."""
    hopeful = [False] * len(letters)
    for place in reversed(range(len(letters))):
        rest = letters[place:]
        hopeful[place] = rest in _beginnings() or any(
            rest[:length] in syllables() and hopeful[place + length] for length in _lengths(rest)
        )
    return hopeful


def _lengths(rest: str) -> range:
    return range(min(_LONGEST, len(rest) - 1), 0, -1)


def _cut(
    letters: str, place: int, before: tuple[str, ...], hopeful: list[bool], found: list[tuple[str, ...]]
) -> None:
    rest = letters[place:]
    if rest in _beginnings():
        found.append((*before, rest))
    for length in _lengths(rest):
        if len(found) >= _READINGS:
            return
        if hopeful[place + length] and rest[:length] in syllables():
            _cut(letters, place + length, (*before, rest[:length]), hopeful, found)
