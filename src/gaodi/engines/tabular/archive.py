"""Workbooks are archives: what they claim to hold is checked before anything is unpacked."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from gaodi.engines.tabular.cell import Limits
from gaodi.engines.tabular.problems import Unreadable

_BIG_PART = 16 * 2**20
_CHUNK = 2**18
_TORN = "文件不完整或已损坏，请用 Excel 或 WPS 打开后另存为 .xlsx 再上传"


class Archive:
    """The parts of a workbook, unpacked piece by piece.

    Unpacking stops at the declared size of a part (zipfile sees to it), so the sum of declared sizes bounds the work.
    Raises: Unreadable: not an archive, damaged, macros, or more than the limits allow.
    """

    def __init__(self, path: Path, limits: Limits) -> None:
        self.limits = limits
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise Unreadable("torn", _TORN) from error
        try:
            self._check()
        except Unreadable:
            self.close()
            raise

    def close(self) -> None:
        self._zip.close()

    def has(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    def size(self, name: str) -> int:
        """Unpacked bytes of a part, as declared."""
        return self._zip.NameToInfo[name].file_size if self.has(name) else 0

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a part, a quarter of a mebibyte at a time."""
        try:
            with self._zip.open(name) as part:
                while chunk := part.read(_CHUNK):
                    yield chunk
        except (zipfile.BadZipFile, EOFError, OSError, KeyError, ValueError, NotImplementedError) as error:
            raise Unreadable("torn", _TORN) from error
        except Exception as error:  # zlib.error has no public base
            if type(error).__module__ != "zlib":
                raise
            raise Unreadable("torn", _TORN) from error

    def read(self, name: str, most: int = 8 * 2**20) -> bytes:
        """A small part as a whole; empty if the archive has none."""
        if not self.has(name):
            return b""
        if self.size(name) > most:
            raise Unreadable("too_large", f"工作簿的部件 {name} 过大，请把数据另存到新的工作簿再上传")
        return b"".join(self.chunks(name))

    def _check(self) -> None:
        parts = self._zip.infolist()
        if len(parts) > self.limits.entries:
            raise Unreadable(
                "bomb", f"压缩包内有 {len(parts)} 个部件，超过 {self.limits.entries} 个，不予打开"
            )
        if len({part.filename for part in parts}) != len(parts):
            raise Unreadable("bomb", "压缩包内有重名部件，不予打开")
        for part in parts:
            self._check_part(part)
        if sum(part.file_size for part in parts) > self.limits.unpacked:
            raise Unreadable("bomb", "文件展开后过大，不予打开；请拆成几个文件上传")

    def _check_part(self, part: zipfile.ZipInfo) -> None:
        if part.flag_bits & 0x1:
            raise Unreadable("encrypted", "文件设有密码，请去掉密码后再上传")
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unreadable("not_xlsx", "压缩方式不是 .xlsx 所用的，请用 Excel 或 WPS 另存为 .xlsx 再上传")
        if part.filename.lower().endswith("vbaproject.bin"):
            raise Unreadable("macros", "文件带有宏，请另存为不带宏的 .xlsx 再上传")
        if part.file_size > _BIG_PART and part.file_size > self.limits.ratio * max(part.compress_size, 1):
            raise Unreadable(
                "bomb", f"部件 {part.filename[:60]} 展开后膨胀超过 {self.limits.ratio} 倍，不予打开"
            )
