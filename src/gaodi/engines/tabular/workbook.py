"""What a workbook says of itself: its sheets, its shared texts, and which number formats show days or percent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from xml.etree.ElementTree import Element

from gaodi.engines.tabular.archive import Archive
from gaodi.engines.tabular.fragments import elements, parse_small
from gaodi.engines.tabular.problems import Unreadable

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_DAYS = frozenset([14, 15, 16, 17, 22, *range(27, 32), *range(36, 37), 50, 51, 52, 53, 54, 57, 58])
_PERCENTS = frozenset([9, 10])
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')


class NumberFormat(Enum):
    """How a number is shown, as far as it changes what it means."""

    PLAIN = "plain"
    DAY = "day"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook; a text file has one with the empty name."""

    name: str = ""
    hidden: bool = False
    part: str = ""


class Workbook:
    """The parts of an .xlsx that its sheets refer to."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        if not archive.has("xl/workbook.xml"):
            raise Unreadable("not_xlsx", "这不是 Excel 工作簿，请用 Excel 或 WPS 另存为 .xlsx 再上传")
        if b"macroEnabled" in archive.read("[Content_Types].xml"):
            raise Unreadable("macros", "文件带有宏，请另存为不带宏的 .xlsx 再上传")
        self._root = parse_small(archive.read("xl/workbook.xml"))

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """Sheets of cells in the order of their tabs; charts and the like are left out."""
        targets = self._targets()
        found = [self._sheet(one, targets) for one in self._root.iter("sheet")]
        return tuple(one for one in found if one.part)

    @cached_property
    def counts_from_1904(self) -> bool:
        properties = self._root.find("workbookPr")
        return properties is not None and properties.get("date1904") in ("1", "true")

    @cached_property
    def strings(self) -> list[str]:
        """The shared texts by number."""
        part = "xl/sharedStrings.xml"
        if not self.archive.has(part):
            return []
        if self.archive.size(part) > self.archive.limits.strings:
            raise Unreadable("too_large", "文字内容过多，请拆成几个文件上传")
        return [text_of(one) for run in elements(self.archive, part, "sst", "si") for one in run]

    @cached_property
    def formats(self) -> list[NumberFormat]:
        """How each cell style shows numbers, by number."""
        root = parse_small(self.archive.read("xl/styles.xml"))
        own = {int(one.get("numFmtId", "0")): one.get("formatCode", "") for one in root.iter("numFmt")}
        styles = root.find("cellXfs")
        return [_format(int(one.get("numFmtId", "0")), own) for one in (styles if styles is not None else ())]

    def _targets(self) -> dict[str, str]:
        relations = parse_small(self.archive.read("xl/_rels/workbook.xml.rels"))
        return {one.get("Id", ""): one.get("Target", "") for one in relations.iter("Relationship")}

    def _sheet(self, one: Element, targets: dict[str, str]) -> Sheet:
        target = targets.get(one.get(_RELATION) or one.get(_STRICT_RELATION) or "", "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        usable = "worksheets/" in part and self.archive.has(part)
        return Sheet(one.get("name", ""), one.get("state", "visible") != "visible", part if usable else "")


def text_of(element: Element) -> str:
    """The text of a shared or inline string: plain, or runs of rich text put together; readings are left out."""
    if len(element) == 1 and element[0].tag == "t":
        return plain_text(element[0].text)
    return "".join(plain_text(t.text) for one in element if one.tag in ("t", "r") for t in one.iter("t"))


def plain_text(text: str | None) -> str:
    """Office programs write characters that XML cannot hold as _x000D_."""
    if not text or "_x" not in text:
        return text or ""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found.group(1), 16)), text)


def _format(number: int, own: dict[int, str]) -> NumberFormat:
    if number in own:
        code = _QUOTED.sub("", own[number].split(";")[0]).lower()
        if "%" in code:
            return NumberFormat.PERCENT
        return NumberFormat.DAY if re.search(r"[yd]|m(?!ay)|年|月|日", code) else NumberFormat.PLAIN
    if number in _DAYS:
        return NumberFormat.DAY
    return NumberFormat.PERCENT if number in _PERCENTS else NumberFormat.PLAIN
