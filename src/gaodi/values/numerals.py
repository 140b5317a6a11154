"""Chinese numerals for the numbers of articles."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"


def article_label(number: int) -> str:
    """第五条, 第二十五条: the name of an article of a document that counts up to 99.

    Raises: ValueError: no such article.
    """
    if not 1 <= number <= 99:
        raise ValueError(f"article {number} is outside 1..99")
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return f"第{head}{_DIGITS[ones] if ones else ''}条"
