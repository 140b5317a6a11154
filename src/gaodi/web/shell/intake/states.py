"""Where a file stands, in words: its sign, the steps it has taken, what happens next."""

from __future__ import annotations

from dataclasses import dataclass

from gaodi.apps.intake.choices import UNDER_WAY, FileState
from gaodi.apps.intake.models import IntakeFile
from gaodi.web.shell.ui.chips import Chip
from gaodi.web.shell.ui.progress import Progress

STEPS = ("收到文件", "对应列", "核对", "写入")
#: What is wrong with the header, by the codes of the reader of files.
HEADER_CODES = ("no_header", "missing_column", "doubled")
_NEXT: dict[str, str] = {
    FileState.RECEIVED: "前面的文件处理完就开始核对；可以先离开这一页，回来再看。",
    FileState.CHECKING: "核对在后台进行，还没有写入任何数据；可以先离开这一页，回来再看。",
    FileState.APPLYING: "全部写成才生效，不会只写一部分；可以先离开这一页。",
    FileState.APPLIED: "写入的行从那一刻起生效，原来的值留在历史里；要更正，请上传新的文件。",
    FileState.REFUSED: "没有写入任何数据；请按说明改好文件，再上传一次。",
    FileState.FAILED: "没有写入任何数据；可以重新核对，仍然失败请联系平台。",
    FileState.WITHDRAWN: "没有写入任何数据；同一文件可以再次上传。",
}


def is_going(file: IntakeFile) -> bool:
    """Whether it goes on by itself."""
    return file.state in UNDER_WAY


def rows_to_write(file: IntakeFile) -> int:
    """How many of its rows applying would write."""
    return file.rows_new + file.rows_changed


def can_confirm(file: IntakeFile) -> bool:
    """Whether nothing stands against writing it, and there is something to write."""
    return file.state == FileState.CHECKED and not file.problems and rows_to_write(file) > 0


def sign_of(file: IntakeFile) -> Chip | Progress:
    """The state as a sign; while it goes on, as a bar."""
    if file.state == FileState.CHECKING:
        return Progress("核对中", file.rows_done, file.rows_expected)
    if file.state == FileState.APPLYING:
        return Progress("写入中", total=None)
    if file.state == FileState.CHECKED:
        if file.problems:
            return Chip("要改正", "bad", "alert-triangle")
        return Chip("待确认", "warn", "clock") if rows_to_write(file) else Chip("没有改动", "plain", "check")
    return {
        FileState.RECEIVED: Chip("排队中", "plain", "clock"),
        FileState.APPLIED: Chip("已写入", "ok", "check"),
        FileState.REFUSED: Chip("不予接收", "bad", "x"),
        FileState.FAILED: Chip("处理失败", "bad", "alert-triangle"),
        FileState.WITHDRAWN: Chip("已撤回", "plain", "x"),
    }[FileState(file.state)]


def headline_of(file: IntakeFile) -> str:
    """The state as a sentence, the largest thing on the page."""
    if file.state == FileState.CHECKED:
        if file.problems:
            return f"有 {file.problems} 处错误，还不能写入"
        number = rows_to_write(file)
        return f"没有错误，{number} 行可以写入" if number else "与登记数据完全一致"
    return {
        FileState.RECEIVED: "已收到，等待核对",
        FileState.CHECKING: "正在逐行核对",
        FileState.APPLYING: f"正在写入 {rows_to_write(file)} 行",
        FileState.APPLIED: f"已写入 {rows_to_write(file)} 行",
        FileState.REFUSED: "这份文件不能接收",
        FileState.FAILED: "处理时出错",
        FileState.WITHDRAWN: "已撤回",
    }[FileState(file.state)]


def next_of(file: IntakeFile, *, header_is_wrong: bool) -> str:
    """What happens next, in one sentence."""
    if file.state != FileState.CHECKED:
        return _NEXT[file.state]
    if header_is_wrong:
        return "有必填的列没有对上；先对应列，然后自动从头核对。"
    if file.problems:
        return "有一处错误，整个文件一行也不写入；请按下面逐条改好原文件，再上传整个文件。"
    if not rows_to_write(file):
        return "没有要写入的行，不用确认；可以撤回，也可以留着备查。"
    return "确认后一次写入，即时生效；受影响的企业自动重新判定，原来的值留在历史里。"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a file's way: `now`, `done`, `wrong` or `later`, with the word for it."""

    label: str
    standing: str

    @property
    def word(self) -> str:
        return {"now": "现在", "done": "已完成", "wrong": "要改正", "later": "还没到"}[self.standing]


def steps_of(file: IntakeFile, *, header_is_wrong: bool) -> tuple[Step, ...]:
    """The four steps as this file has taken them."""
    return _steps(*_reached(file, header_is_wrong=header_is_wrong))


def steps_at_columns(*, header_is_wrong: bool) -> tuple[Step, ...]:
    """The four steps while somebody matches the columns."""
    return _steps(1, "wrong" if header_is_wrong else "now")


def _steps(reached: int, standing: str) -> tuple[Step, ...]:
    standings = ("done",) * reached + (standing,) + ("later",) * (len(STEPS) - reached - 1)
    return tuple(Step(label, one) for label, one in zip(STEPS, standings[: len(STEPS)], strict=True))


def _reached(file: IntakeFile, *, header_is_wrong: bool) -> tuple[int, str]:
    """How many steps are behind it, and how the one that it stands in is."""
    if file.state in (FileState.REFUSED, FileState.FAILED):
        return 2 if file.state == FileState.FAILED else 0, "wrong"
    if header_is_wrong:
        return 1, "wrong"
    if file.state == FileState.CHECKED:
        return (2, "wrong") if file.problems else (3, "now")
    return {
        FileState.RECEIVED: (0, "now"),
        FileState.CHECKING: (2, "now"),
        FileState.APPLYING: (3, "now"),
        FileState.APPLIED: (3, "done"),
        FileState.WITHDRAWN: (0, "done"),
    }[FileState(file.state)]
