"""Sorting keys of Chinese names; sorting is by these stored keys, never by a collation."""

from __future__ import annotations

from typing import NamedTuple

from pypinyin import Style, lazy_pinyin


class PinyinKeys(NamedTuple):
    """Full readings parted by spaces, and initials in one word; both lower case."""

    full: str
    initials: str


def pinyin_keys(name: str) -> PinyinKeys:
    """The keys of a name; what is not Chinese stays as it is, in lower case."""
    full = " ".join(lazy_pinyin(name)).lower()
    initials = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower()
    return PinyinKeys(full[:512], initials[:128])
