"""Texts as numbers, so that kernels compare integers only."""

from __future__ import annotations

import re
from collections.abc import Iterable


class CodeBook:
    """A growing list of texts; a text keeps its number for the life of the book."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._texts: list[str] = []
        self._codes: dict[str, int] = {}
        for text in texts:
            self.code_of(text)

    def __len__(self) -> int:
        return len(self._texts)

    def code_of(self, text: str) -> int:
        """The number of a text; a new text gets the next one."""
        code = self._codes.get(text)
        if code is None:
            code = self._codes[text] = len(self._texts)
            self._texts.append(text)
        return code

    def text_of(self, code: int) -> str:
        """The text of a number given by `code_of`."""
        return self._texts[code]

    def matching(self, pattern: str) -> frozenset[int]:
        """The numbers of every text so far that a LIKE pattern matches."""
        found = like_pattern(pattern)
        return frozenset(code for code, text in enumerate(self._texts) if found.fullmatch(text))


def like_pattern(pattern: str) -> re.Pattern[str]:
    """SQL's LIKE as a regular expression: % is any text, _ is one character, letters count as written."""
    parts = {"%": ".*", "_": "."}
    return re.compile("".join(parts.get(letter) or re.escape(letter) for letter in pattern), re.DOTALL)
