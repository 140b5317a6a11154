"""How articles and spans of them are named in Chinese, and labels that the pack does not carry."""

from __future__ import annotations

from collections.abc import Sequence

from gaodi.values.numerals import article_label, in_chinese


def article_span(numbers: Sequence[int]) -> str:
    """“第三至八条” of the first and the last; one alone is named alone."""
    first, last = numbers[0], numbers[-1]
    return article_label(first) if first == last else f"第{in_chinese(first)}至{in_chinese(last)}条"


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
