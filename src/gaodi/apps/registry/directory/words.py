"""What somebody typed, as keys of names: words and runs are all wanted, the ways to read one run are alternatives."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from gaodi.apps.registry.directory.syllables import cut_syllables
from gaodi.apps.registry.pinyin import fold_name
from gaodi.apps.registry.services.names import START_SIGN

LONGEST = 128  # characters of what was typed that are looked at
_WORDS = 6
_RUN = re.compile(r"[a-z0-9]+|[^a-z0-9]+")
_PHRASE = 3  # words from which syllables are taken to stand together
_INITIALS = 3  # letters in a key of initials


@dataclass(frozen=True, slots=True)
class Key:
    """A lexeme of `PartyName.keys`, or what lexemes begin with."""

    text: str
    begins: bool = False

    def written(self, sign: str) -> str:
        """As an operand of a tsquery; keys hold no quotes."""
        return f"'{sign}{self.text}'" + (":*" if self.begins else "")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one script. `ways` are alternatives, each of keys that must all be there.

    `text` is what a name may hold literally, `readings` what its pinyin may hold, `initials` what its initials may.
    """

    text: str
    ways: tuple[tuple[Key, ...], ...]
    readings: tuple[str, ...] = ()
    initials: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed: `text` folded to one, `code` as a code may begin, and the runs that must all be found."""

    text: str
    code: str
    runs: tuple[Run, ...]

    def query(self, signs: Iterable[str] = ("",)) -> str:
        """The tsquery; empty where nothing can be looked for. Args: signs: what keys of wanted parties begin with."""
        if not self.runs:
            return ""
        return " | ".join(f"({' & '.join(_run_query(run, sign) for run in self.runs)})" for sign in signs)

    def of(self, runs: Iterable[Run]) -> Typed:
        """The same of these runs only."""
        return Typed(self.text, self.code, tuple(runs))

    @property
    def phrase(self) -> Typed | None:
        """The same as syllables side by side; None unless it is three of them or more (zi bo li xin)."""
        syllables = tuple(run.text for run in self.runs)
        if len(syllables) < _PHRASE or any(run.text not in run.readings for run in self.runs):
            return None
        return self.of([Run(self.text, (_syllables(syllables),), (" ".join(syllables),))])

    def query_of_starts(self, signs: Iterable[str] = ("",)) -> str:
        """The tsquery of names that begin with the whole of what was typed; empty where it is of several runs."""
        if len(self.runs) != 1:
            return ""
        ways = [(_at_start(way[0]), *way[1:]) for way in self.runs[0].ways]
        return self.of([Run(self.text, tuple(ways))]).query(signs)


def _at_start(key: Key) -> Key:
    return Key(f"{START_SIGN}{key.text}", key.begins)


def _run_query(run: Run, sign: str) -> str:
    ways = (" & ".join(key.written(sign) for key in way) for way in run.ways)
    return f"({' | '.join(f'({way})' for way in ways)})"


def read_typed(typed: str) -> Typed:
    """Whatever was typed: full width, capitals, marks, NULs and emoji do no harm and mean nothing."""
    plain = unicodedata.normalize("NFKC", typed[: LONGEST * 2]).lower().replace("ü", "v")[:LONGEST]
    words = [fold_name(word) for word in re.split(r"[\s\0]+", plain)]
    kept = [word for word in words if word][:_WORDS]
    text = "".join(kept)
    runs = [_read_run(run) for word in kept for run in _RUN.findall(word)]
    return Typed(text, text.upper() if text.isascii() and text.isalnum() else "", tuple(runs))


def _read_run(text: str) -> Run:
    ways = [_literal(text)]
    if not (text.isascii() and text.isalpha()):
        return Run(text, tuple(ways))
    cuts = cut_syllables(text)
    ways += [_syllables(cut) for cut in cuts]
    ways.append(_initials(text))
    return Run(text, tuple(ways), tuple(" ".join(cut) for cut in cuts), text)


def _literal(text: str) -> tuple[Key, ...]:
    if len(text) == 1:
        return (Key(text, begins=True),)
    return tuple(dict.fromkeys(Key(text[place : place + 2]) for place in range(len(text) - 1)))


def _syllables(cut: tuple[str, ...]) -> tuple[Key, ...]:
    if len(cut) == 1:
        return (Key(f"_{cut[0]}", begins=True),)
    pairs = [f"_{one} {next_one}" for one, next_one in pairwise(cut)]
    return (*(Key(pair) for pair in pairs[:-1]), Key(pairs[-1], begins=True))


def _initials(text: str) -> tuple[Key, ...]:
    if len(text) <= _INITIALS:
        return (Key(f"-{text}", begins=True),)
    windows = (text[place : place + _INITIALS] for place in range(len(text) - _INITIALS + 1))
    return tuple(dict.fromkeys(Key(f"-{window}") for window in windows))
