"""Sorting keys of Chinese names; sorting is by these stored keys, never by a collation."""

from __future__ import annotations

from typing import NamedTuple

from pypinyin import lazy_pinyin


class PinyinKeys(NamedTuple):
    """Full readings parted by spaces, and initials in one word; both lower case."""

    full: str
    initials: str


def pinyin_keys(name: str) -> PinyinKeys:
    """The keys of a name; what is not Chinese stays as it is, in lower case, and gives its first letter."""
    readings = [reading.lower() for reading in lazy_pinyin(name)]
    return PinyinKeys(" ".join(readings)[:512], "".join(reading[:1] for reading in readings)[:128])
