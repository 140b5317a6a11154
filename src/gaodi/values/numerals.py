"""Chinese numerals for small numbers and the names of articles."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"


def in_chinese(number: int) -> str:
    """1 to 99 in Chinese numerals: 五, 十, 十六, 二十五; other numbers stay figures."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def article_label(number: int) -> str:
    """第五条, 第二十五条: the name of an article of a document that counts up to 99.

    Raises: ValueError: no such article.
    """
    if not 1 <= number <= 99:
        raise ValueError(f"article {number} is outside 1..99")
    return f"第{in_chinese(number)}条"
