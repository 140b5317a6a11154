"""Why a file is not taken, or not gone on with; each says what to do next."""

from __future__ import annotations

from datetime import date

from gaodi.apps.intake.choices import FileState
from gaodi.apps.intake.models import IntakeFile, Outlet
from gaodi.apps.registry.kinds import KINDS
from gaodi.kernel.clock import SHANGHAI
from gaodi.kernel.errors import Refusal


class OutletNotYours(Refusal):
    """Somebody brings data through a door that is not theirs, or is closed."""

    code = "outlet_not_yours"

    def __init__(self, outlet: Outlet) -> None:
        super().__init__(f"您不能使用“{outlet.name}”接入口；请由其责任单位或获准的机构报送。")


class OutletClosed(Refusal):
    """The outlet does not take data on this day."""

    code = "outlet_closed"

    def __init__(self, outlet: Outlet) -> None:
        super().__init__(f"“{outlet.name}”接入口目前没有开放；请向其责任单位询问。")


class KindNotTaken(Refusal):
    """The outlet takes other kinds of rows."""

    code = "kind_not_taken"

    def __init__(self, outlet: Outlet, kind: str) -> None:
        taken = "、".join(KINDS[code].label for code in outlet.kinds)
        label = KINDS[kind].label if kind in KINDS else kind
        super().__init__(f"“{outlet.name}”接入口不接收“{label}”；可以报送：{taken}。")


class FormatNotTaken(Refusal):
    """The name of the file shows a format that is not taken."""

    code = "format_not_taken"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"不接收“{name}”这种格式；请另存为 .xlsx、.csv（或每行一条的 .jsonl）后再上传，旧式 .xls 请先转换。"
        )


class DayAhead(Refusal):
    """The data claim a day that has not come."""

    code = "source_day_ahead"

    def __init__(self, source_on: date, on: date) -> None:
        super().__init__(f"数据日期 {source_on} 晚于业务日 {on}；请填写数据截至的日期。")


class FileCameBefore(Refusal):
    """The very same file is here already. `file` is the one that came before."""

    code = "file_came_before"

    def __init__(self, file: IntakeFile) -> None:
        self.file = file
        if file.state == FileState.APPLIED and file.applied_at is not None:
            day = file.applied_at.astimezone(SHANGHAI)
            says = f"同一文件已于 {day:%Y-%m-%d %H:%M} 写入，本次没有改动任何数据；要更正请上传新的文件。"
        else:
            state = FileState(file.state).label
            says = f"同一文件此前已经上传，现为“{state}”；请在原文件上继续，或先撤回它再上传。"
        super().__init__(says)


class FileNotThere(Refusal):
    """No file of that number that this person may know of."""

    code = "file_not_there"

    def __init__(self) -> None:
        super().__init__("没有这份文件，或者您无权查看；请从接入列表重新打开。")


class FileNotReady(Refusal):
    """The file is not in a state in which this can be done."""

    code = "file_not_ready"

    def __init__(self, file: IntakeFile, wanted: str) -> None:
        super().__init__(f"文件现为“{FileState(file.state).label}”，不能{wanted}。")


class FileHasProblems(Refusal):
    """A file with problems is never applied."""

    code = "file_has_problems"

    def __init__(self, file: IntakeFile) -> None:
        super().__init__(f"文件还有 {file.problems} 处错误，不能写入；请改正后重新上传整个文件。")
