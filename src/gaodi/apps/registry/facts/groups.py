"""The parts of a page in which facts stand, in order."""

from __future__ import annotations

#: Each fact's `group`, and what that part is called.
GROUPS: dict[str, str] = {
    "register": "登记",
    "statements": "财务报表",
    "people": "人员",
    "research": "研发",
    "property": "知识产权",
    "titles": "称号",
    "conduct": "信用与处罚",
    "ownership": "股权与任职",
    "credit": "信贷与担保",
    "capital": "股权融资",
    "listing": "上市",
    "support": "已获支持",
}
