"""Small signs beside a name: status chips, whether a parameter was checked, known gaps."""

from __future__ import annotations

from dataclasses import dataclass

TONES = ("plain", "ok", "warn", "bad", "unknown", "clay")


@dataclass(frozen=True, slots=True)
class Chip:
    """A word on a tinted ground, with an icon of its own shape. `tone` is one of TONES."""

    word: str
    tone: str = "plain"
    icon: str = ""

    def __post_init__(self) -> None:
        if self.tone not in TONES:
            raise ValueError(f"chip {self.word!r}: tone {self.tone!r} is not one of {', '.join(TONES)}")


@dataclass(frozen=True, slots=True)
class Parameter:
    """Whether what an amount rests on was checked against its source; `consequence` says what that means for paying."""

    verified: bool
    consequence: str = ""

    @property
    def word(self) -> str:
        return "已核" if self.verified else "暂定参数"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that the policy asks for and that does not exist yet; `why` is read aloud and shown on pointing."""

    why: str = ""
    word: str = "有缺口"


def parameter_of(status: str | None, consequence: str = "") -> Parameter | None:
    """The chip for a source's status (`verified`, `assumed`, `declared`); none where nothing is said."""
    if status is None or status == "declared":
        return None
    return Parameter(status == "verified", consequence)
