"""Reading plain YAML data into values while collecting every problem with its place."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar

from gaodi.values.places import Document, Problem

E = TypeVar("E", bound=Enum)


def did_you_mean(word: object, known: Iterable[str]) -> str | None:
    """A hint with the nearest known word, or with all of them where there are few."""
    words = [str(one) for one in known]
    close = difflib.get_close_matches(str(word), words, n=1, cutoff=0.5)
    if close:
        return f"did you mean `{close[0]}`?"
    return f"known here: {', '.join(words)}" if 0 < len(words) <= 8 else None


class Form:
    """One mapping of a document. Asking for a key gives its value or reports what is wrong and gives a stand-in."""

    def __init__(self, document: Document, path: str, data: Any, problems: list[Problem]) -> None:
        self.document = document
        self.path = path
        self.problems = problems
        self.data: dict[Any, Any] = data if isinstance(data, dict) else {}
        if not isinstance(data, dict):
            self.report("", "a mapping of keys is expected here")

    def report(self, key: str, message: str, suggestion: str | None = None) -> None:
        self.problems.append(Problem(self.document.place(self.way(key)), message, suggestion))

    def way(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path and key else self.path or key

    def only(self, *known: str) -> Form:
        """Report every key that is not known; gives itself, for chaining."""
        for key in self.data:
            if key not in known:
                self.report(str(key), f"unknown key `{key}`", did_you_mean(key, known))
        return self

    def form(self, key: str) -> Form:
        """The mapping below a key that must be there."""
        return Form(self.document, self.way(key), self.data.get(key), self.problems)

    def maybe_form(self, key: str) -> Form | None:
        return self.form(key) if self.data.get(key) is not None else None

    def forms(self, key: str) -> list[Form]:
        """The mappings of a list."""
        return [
            Form(self.document, f"{self.way(key)}[{index}]", item, self.problems)
            for index, item in enumerate(self.items(key))
        ]

    def items(self, key: str) -> list[Any]:
        value = self.data.get(key)
        if value is None:
            return []
        if isinstance(value, list):
            return value
        self.report(key, f"`{key}` must be a list")
        return []

    def text(self, key: str) -> str:
        """A word or sentence that must be there."""
        value = self.maybe_text(key)
        if value is None and self.data.get(key) is None:
            self.report(key, f"`{key}` is missing", "give it as text")
        return value or ""

    def maybe_text(self, key: str) -> str | None:
        value = self.data.get(key)
        if value is None:
            return None
        if isinstance(value, str) and value.strip():
            return value
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return str(value)
        self.report(key, f"`{key}` must be text that is not empty")
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        words = self.items(key)
        if any(not isinstance(word, str) for word in words):
            self.report(key, f"`{key}` must be a list of words")
        return tuple(str(word) for word in words)

    def integer(self, key: str) -> int:
        value = self.data.get(key)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        self.report(key, f"`{key}` must be a whole number")
        return 0

    def day(self, key: str) -> date:
        value = self.data.get(key)
        if isinstance(value, date):
            return value
        self.report(key, f"`{key}` must be a day", "write it as 2020-12-25")
        return date(1970, 1, 1)

    def one_of(self, key: str, known: Collection[str]) -> str:
        value = str(self.data.get(key))
        if value in known:
            return value
        self.report(key, f"`{key}` cannot be `{value}`", did_you_mean(value, known))
        return next(iter(known))

    def choice(self, key: str, kinds: type[E]) -> E:
        """The member of an enumeration that a word names."""
        return kinds(self.one_of(key, [str(kind.value) for kind in kinds]))
