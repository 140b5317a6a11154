"""Opening what somebody sent: by its name and its first bytes, which must agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gaodi.engines.tabular.archive import Archive
from gaodi.engines.tabular.cell import Limits, RawRow
from gaodi.engines.tabular.delimited import DelimitedReader, find_delimiter, find_encoding
from gaodi.engines.tabular.json_lines import JsonLinesReader
from gaodi.engines.tabular.problems import Unreadable
from gaodi.engines.tabular.sheet import sheet_rows
from gaodi.engines.tabular.workbook import Sheet, Workbook

_FORMATS = {
    ".xlsx": "xlsx",
    ".csv": "csv",
    ".txt": "csv",
    ".tsv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
}
_ACCEPTED = "请上传 .xlsx、.csv 或 .jsonl 文件"
_REFUSED = {
    ".xlsm": ("macros", "带宏的工作簿（.xlsm）不予接收，请另存为 .xlsx 再上传"),
    ".xltm": ("macros", "带宏的模板不予接收，请另存为 .xlsx 再上传"),
    ".xlsb": ("old_format", "二进制工作簿（.xlsb）不予接收，请另存为 .xlsx 再上传"),
    ".xls": ("old_format", "旧版工作簿（.xls）不予接收，请用 Excel 或 WPS 另存为 .xlsx 再上传"),
    ".et": ("old_format", "WPS 表格（.et）不予接收，请另存为 .xlsx 再上传"),
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass
class TableFile:
    """A file whose rows can be read, again and again, from any row on."""

    format: str
    """xlsx, csv or jsonl."""
    sheets: tuple[Sheet, ...]
    reader: Workbook | DelimitedReader | JsonLinesReader

    def rows(self, sheet: str = "", start: int = 1) -> Iterator[RawRow]:
        """Rows whose number is at least `start`, of the named sheet or the first one that is not hidden.

        Raises: Unreadable: damaged further in, or no such sheet.
        """
        if isinstance(self.reader, Workbook):
            return sheet_rows(self.reader, self.sheet(sheet), start)
        return self.reader.rows(start)

    def sheet(self, name: str = "") -> Sheet:
        for one in self.sheets:
            if one.name == name if name else not one.hidden:
                return one
        known = "、".join(one.name for one in self.sheets)
        raise Unreadable(
            "no_sheet", f"没有工作表“{name}”；文件中有：{known}" if name else "工作簿中没有可读的工作表"
        )

    def close(self) -> None:
        """Let go of the file; a workbook holds it open."""
        if isinstance(self.reader, Workbook):
            self.reader.archive.close()


def open_table(path: Path, name: str = "", limits: Limits | None = None) -> TableFile:
    """The file as a table.

    Args: name: what the sender called it; its ending says how it is to be read.
    Raises: Unreadable: of another sort, damaged, with macros or a password, or larger than the limits allow.
    """
    limits = limits or Limits()
    size = path.stat().st_size
    if size == 0:
        raise Unreadable("empty", "文件是空的，请核对后再上传")
    if size > limits.bytes:
        raise Unreadable("too_large", f"文件超过 {limits.bytes // 2**20} MB，请拆成几个文件上传")
    wanted = _format_of(name or path.name)
    _check_contents(path, wanted)
    if wanted == "xlsx":
        workbook = Workbook(Archive(path, limits))
        return TableFile("xlsx", workbook.sheets, workbook)
    encoding = find_encoding(path)
    if wanted == "jsonl":
        return TableFile("jsonl", (Sheet(),), JsonLinesReader(path, encoding, limits))
    delimited = DelimitedReader(path, encoding, find_delimiter(path, encoding), limits)
    return TableFile("csv", (Sheet(),), delimited)


def _format_of(name: str) -> str:
    ending = Path(name).suffix.lower()
    if ending in _REFUSED:
        raise Unreadable(*_REFUSED[ending])
    if ending not in _FORMATS:
        raise Unreadable("unknown_format", f"不认识的文件类型“{ending[:12] or '无扩展名'}”，{_ACCEPTED}")
    return _FORMATS[ending]


def _check_contents(path: Path, wanted: str) -> None:
    with path.open("rb") as file:
        head = file.read(2**16)
    if head.startswith(_OLE):
        if _ENCRYPTED in head or _holds(path, _ENCRYPTED):
            raise Unreadable("encrypted", "文件设有密码，请去掉密码后再上传")
        raise Unreadable(*_REFUSED[".xls"])
    is_archive = head.startswith(b"PK")
    if wanted == "xlsx" and not is_archive:
        raise Unreadable(
            "not_xlsx", "扩展名是 .xlsx，内容却不是工作簿；请用 Excel 或 WPS 另存为 .xlsx 再上传"
        )
    if wanted != "xlsx" and is_archive:
        raise Unreadable("wrong_ending", "内容是工作簿或压缩包，扩展名却不是 .xlsx；请改名或解压后再上传")
    if wanted != "xlsx":
        _check_text(head, wanted)


def _check_text(head: bytes, wanted: str) -> None:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:64].lower()
    if start.startswith((b"%pdf", b"\x89png", b"\xff\xd8\xff", b"rar!", b"7z\xbc", b"\x1f\x8b")):
        raise Unreadable("unknown_format", f"内容不是表格，{_ACCEPTED}")
    if start.startswith((b"<html", b"<!doctype", b"<?xml", b"<table")):
        raise Unreadable("unknown_format", "内容是网页，请用 Excel 或 WPS 打开后另存为 .xlsx 再上传")
    if wanted == "jsonl" and start.startswith(b"["):
        raise Unreadable("json_array", "内容是一个 JSON 数组，请改成每行一个对象再上传")


def _holds(path: Path, mark: bytes) -> bool:
    with path.open("rb") as file:
        file.seek(-min(path.stat().st_size, 2**20), 2)
        return mark in file.read()
