"""Readings of Chinese names: sorting is by these stored keys, never by a collation.

Readings follow pypinyin's phrase book by forward maximum matching, as pypinyin itself does, only faster: names come in by
the million. A name is read after NFKC folding to lower case; a run of letters and digits is one syllable of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache
from typing import NamedTuple

from pypinyin import Style, lazy_pinyin, pinyin
from pypinyin.constants import PHRASES_DICT

_ONLY_HAN = re.compile(r"[\u4e00-\u9fff]+")
_HAN_OR_RUN = re.compile(
    r"[\u3007\u3400-\u9fff\U00020000-\U0003ffff]|[^\W_\u3007\u3400-\u9fff\U00020000-\U0003ffff]+"
)
_LONGEST_RUN = 24


class PinyinKeys(NamedTuple):
    """Full readings parted by spaces, and initials in one word; both lower case."""

    full: str
    initials: str


def fold_name(name: str) -> str:
    """The name without differences that nobody means: full width, capitals, marks and spaces."""
    if _ONLY_HAN.fullmatch(name):
        return name
    text = unicodedata.normalize("NFKC", name).lower()
    return "".join(sign for sign in text if sign.isalnum())


def split_units(name: str) -> list[str]:
    """The units that are read one by one: each Chinese character, each run of other letters and digits."""
    if _ONLY_HAN.fullmatch(name):
        return list(name)
    text = unicodedata.normalize("NFKC", name).lower()
    return [unit[:_LONGEST_RUN] for unit in _HAN_OR_RUN.findall(text)]


def pinyin_keys(name: str) -> PinyinKeys:
    """The keys of a name; letters and digits stay as they are, in lower case, a run gives its first letter."""
    return keys_of_readings(read_units(split_units(name)))


def keys_of_readings(readings: list[str]) -> PinyinKeys:
    """The keys of readings that are already known."""
    return PinyinKeys(" ".join(readings)[:512], "".join([reading[0] for reading in readings])[:128])


def read_units(units: list[str]) -> list[str]:
    """The reading of each unit, phrases first: 长 in 长乐 is `chang`, in 长老 `zhang`."""
    readings: list[str] = []
    phrases, place, end = _phrases(), 0, len(units)
    while place < end:
        unit = units[place]
        lengths = phrases.get(unit + units[place + 1]) if place + 1 < end else None
        phrase = _phrase_at(units, place, lengths) if lengths else None
        if phrase is None:
            readings.append(read_unit(unit))
            place += 1
        else:
            readings += phrase
            place += len(phrase)
    return readings


def _phrase_at(units: list[str], place: int, lengths: tuple[int, ...]) -> tuple[str, ...] | None:
    for length in lengths:
        word = "".join(units[place : place + length])
        if word in PHRASES_DICT and len(readings := _read_phrase(word)) == length:
            return readings
    return None


@cache
def _phrases() -> dict[str, tuple[int, ...]]:
    """Lengths of the phrases that begin with two characters, longest first."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for phrase in PHRASES_DICT:
        lengths[phrase[:2]].add(len(phrase))
    return {start: tuple(sorted(known, reverse=True)) for start, known in lengths.items()}


@cache
def _read_phrase(word: str) -> tuple[str, ...]:
    return tuple(reading.lower() for reading in lazy_pinyin(word))


@cache
def read_unit(unit: str) -> str:
    """The usual reading of one character; of anything else, itself."""
    return lazy_pinyin(unit)[0].lower() if len(unit) == 1 else unit


@cache
def all_readings(unit: str) -> tuple[str, ...]:
    """Every reading of a character without tones, the usual one first; itself for anything else."""
    if len(unit) > 1:
        return (unit,)
    known = (reading.lower() for reading in pinyin(unit, heteronym=True, style=Style.NORMAL)[0])
    return tuple(dict.fromkeys([read_unit(unit), *known]))
