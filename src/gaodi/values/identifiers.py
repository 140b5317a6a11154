"""Codes that others issue: what is odd about one is told, never thrown, because real records carry odd codes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from stdnum.cn import uscc

CREDIT_CODE_LENGTH = 18
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015: without I, O, S, V, Z
_ORGANIZATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)  # GB 11714


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something about a code that a person should look at; `code` is stable, `message` reads in Chinese."""

    code: str
    message: str


def normalize_code(text: str) -> str:
    """The code as stored: no blanks or hyphens, full-width characters and lower case made plain upper case."""
    plain = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text)
    return re.sub(r"[\s-]", "", plain).upper()


def check_credit_code(code: str) -> tuple[Oddity, ...]:
    """What is odd about a 统一社会信用代码 (GB 32100-2015), already normalized; empty if nothing.

    Shape is told alone (no check digit can be computed then); otherwise both check digits are compared. The region
    inside is the one at first grant: it never tells where a party is today.
    """
    if len(code) != CREDIT_CODE_LENGTH:
        return (Oddity("credit_code_length", f"统一社会信用代码应为 18 位，此处为 {len(code)} 位"),)
    if strange := sorted(set(code) - set(_ALPHABET)):
        return (Oddity("credit_code_alphabet", f"统一社会信用代码不使用字符 {'、'.join(strange)}"),)
    if not code[2:8].isdigit():
        return (Oddity("credit_code_region", "统一社会信用代码第 3 至 8 位应为数字"),)
    return tuple(_check_digits(code))


def is_credit_code(code: str) -> bool:
    """Whether nothing is odd about it."""
    return not check_credit_code(code)


def complete_credit_code(head: str, body: str) -> str:
    """A code with both check digits right.

    Args: head: 8 characters (registrar, kind, six digits of region); body: 8 characters of the organization.
    """
    start = head + body + organization_check_digit(body)
    return start + str(uscc.calc_check_digit(start))


def organization_check_digit(body: str) -> str:
    """The ninth character of an organization code (GB 11714); letters count A=10 to Z=35."""
    total = sum(weight * int(c, 36) for weight, c in zip(_ORGANIZATION_WEIGHTS, body, strict=True))
    return "0123456789X0"[11 - total % 11]


def check_stock_code(code: str, shape: str) -> tuple[Oddity, ...]:
    """What is odd about a stock code on a board whose codes have this shape (a pattern, kept in the pack)."""
    if re.fullmatch(shape, code, re.ASCII):
        return ()
    return (Oddity("stock_code_shape", f"证券代码 {code} 不像该板块的代码"),)


def _check_digits(code: str) -> list[Oddity]:
    found = []
    if code[16] != organization_check_digit(code[8:16]):
        found.append(Oddity("organization_check_digit", "主体标识码（第 17 位）校验不符"))
    if code[17] != uscc.calc_check_digit(code[:17]):
        found.append(Oddity("credit_check_digit", "末位校验码不符"))
    return found
