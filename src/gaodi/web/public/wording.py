"""How articles and spans of them are named in Chinese, and labels that the pack does not carry."""

from __future__ import annotations

from collections.abc import Sequence

_DIGITS = "零一二三四五六七八九"


def in_chinese(number: int) -> str:
    """1 to 99 in Chinese numerals: 五, 十, 十六, 二十五; other numbers stay figures."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def article_name(number: int) -> str:
    """“第五条”."""
    return f"第{in_chinese(number)}条"


def article_span(numbers: Sequence[int]) -> str:
    """“第三至八条” of the first and the last; one alone is named alone."""
    first, last = numbers[0], numbers[-1]
    return article_name(first) if first == last else f"第{in_chinese(first)}至{in_chinese(last)}条"


#: Words for codes of a programme's file that no vocabulary of the pack labels yet.
EVIDENCE = {
    "tutoring_record": "辅导备案公示或回执",
    "acceptance_notice": "交易所受理通知",
    "listing_announcement": "上市公告书",
}
PAYERS = {"city": "市级", "county": "区县级"}
FLAGS = {
    "registration": "登记地",
    "tax_paid": "纳税额",
    "staying": "留驻承诺",
    "closed_list": "封闭名单",
    "named_beneficiary": "指定受益人",
}
