"""Big XML parts read piece by piece: each piece is a run of whole elements, so memory stays small and no DTD is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from gaodi.engines.tabular.archive import Archive
from gaodi.engines.tabular.problems import Unreadable

_HEAD = 2**20
_DAMAGED = "工作簿的内容不合规范，请用 Excel 或 WPS 打开后另存为 .xlsx 再上传"


def parse_small(text: bytes) -> Element:
    """A small part as a tree without namespaces in the way; an absent part is an empty element."""
    _refuse_definitions(text)
    try:
        if not text.strip():
            return Element("none")
        return _bare(ElementTree.fromstring(text))  # nosec B314  definitions of entities were refused
    except ElementTree.ParseError as error:
        raise Unreadable("torn", _DAMAGED) from error


def elements(archive: Archive, part: str, container: str, item: str) -> Iterator[list[Element]]:
    """Runs of `item` elements that stand in `container`, in order; names without prefix.

    Raises: Unreadable: the part is damaged, defines entities, or one item is larger than a row may be.
    """
    for run in runs(archive, part, container, item):
        yield run.parse()


@dataclass(frozen=True, slots=True)
class Run:
    """Whole elements one after the other, as the file writes them."""

    text: bytes
    item: str
    wrapper: bytes

    def parse(self) -> list[Element]:
        return _parse(self.wrapper, self.text, self.item)


def runs(archive: Archive, part: str, container: str, item: str) -> Iterator[Run]:
    """The same runs, not yet parsed."""
    chunks = archive.chunks(part)
    head, buffer, prefix, wrapper = _head(chunks, container)
    if head is None:
        return
    end = b"</" + prefix + item.encode() + b">"
    stop = b"</" + prefix + container.encode() + b">"
    while True:
        cut = buffer.rfind(end)
        if cut >= 0:
            cut += len(end)
            yield Run(buffer[:cut], item, wrapper)
            buffer = buffer[cut:]
        elif len(buffer) > archive.limits.row_bytes:
            raise Unreadable("row_too_long", "有一行（或一个单元格）内容过长，不予读取；请删去长文本后再上传")
        if stop in buffer:
            yield Run(buffer[: buffer.index(stop)], item, wrapper)
            return
        chunk = next(chunks, b"")
        if not chunk:
            raise Unreadable("torn", _DAMAGED)
        buffer += chunk


def _head(chunks: Iterator[bytes], container: str) -> tuple[bytes | None, bytes, bytes, bytes]:
    """What stands before the container, what follows it, its prefix with colon, and a wrapper that knows all prefixes."""
    opening = re.compile(rb"<((?:[\w.-]+:)?)" + container.encode() + rb"(?:\s[^<>]*)?(/?)>")
    text = b""
    for chunk in chunks:
        text += chunk
        _refuse_definitions(text)
        if found := opening.search(text):
            head = text[: found.start()]
            if found.group(2):
                return None, b"", b"", b""
            return head, text[found.end() :], found.group(1), _wrapper(head)
        if len(text) > _HEAD:
            break
    return None, b"", b"", b""


def _refuse_definitions(text: bytes) -> None:
    """Only UTF-8 without document type definitions: no office program writes anything else."""
    start = text[:200]
    named = re.search(rb'encoding\s*=\s*["\']([^"\']*)', start)
    if (named and named.group(1).lower() not in (b"utf-8", b"us-ascii")) or b"\0" in start:
        raise Unreadable("not_xlsx", _DAMAGED)
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise Unreadable("bomb", "工作簿内含实体定义，不予打开")


def _wrapper(head: bytes) -> bytes:
    prefixes = sorted(set(re.findall(rb"\sxmlns:([\w.-]+)\s*=", head)))
    return b"<all" + b"".join(b' xmlns:%s="urn:%s"' % (one, one) for one in prefixes) + b">"


def _parse(wrapper: bytes, text: bytes, item: str) -> list[Element]:
    if b"<!DOCTYPE" in text:
        raise Unreadable("bomb", "工作簿内含实体定义，不予打开")
    try:
        tree = ElementTree.fromstring(wrapper + text + b"</all>")  # nosec B314  no definition inside a wrapper
    except ElementTree.ParseError as error:
        raise Unreadable("torn", _DAMAGED) from error
    if tree and tree[0].tag != item:
        _bare(tree)
    return [one for one in tree if one.tag == item]


def _bare(tree: Element) -> Element:
    """The same tree with local names only."""
    for one in tree.iter():
        if isinstance(one.tag, str) and "}" in one.tag:
            one.tag = one.tag.rpartition("}")[2]
    return tree
