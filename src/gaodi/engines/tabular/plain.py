"""Text made comparable: full-width made half-width, blanks and decoration dropped."""

from __future__ import annotations

import re
import unicodedata

#: Control characters, marks that turn the direction of writing, invisible joiners, and characters that did not decode.
FORBIDDEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffd\ufff9-\ufffb\ud800-\udfff]"
)
_BLANKS = re.compile(r"\s+")
_PLACEHOLDERS = frozenset(
    [
        "",
        "-",
        "--",
        "---",
        "—",
        "——",
        "–",
        "/",
        "\\",
        "无",
        "空",
        "暂无",
        "n/a",
        "na",
        "null",
        "none",
        "nil",
        "#n/a",
        "不适用",
        "未填",
    ]
)
_DECORATION = re.compile(r"[\s*＊:：、，,。.\-_/\\（）()\[\]【】“”\"'‘’]+")


def clean(text: str) -> str:
    """NFC, without blanks at either end and with one blank for several, line ends included."""
    text = text if text.isascii() else unicodedata.normalize("NFC", text)
    text = text.strip()
    return _BLANKS.sub(" ", text) if ("  " in text or "\n" in text or "\t" in text or "\r" in text) else text


def halfwidth(text: str) -> str:
    """Digits, letters and marks in their half-width form; Chinese characters stay."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def is_placeholder(text: str) -> bool:
    """Whether a cell says that there is nothing: —, 无, N/A."""
    return len(text) <= 4 and halfwidth(text).strip().lower() in _PLACEHOLDERS


def comparable(text: str) -> str:
    """A header or word without what people write differently: width, case, blanks, brackets, stops."""
    return _DECORATION.sub("", halfwidth(text)).lower()
