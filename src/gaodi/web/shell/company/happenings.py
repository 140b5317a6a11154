"""Rows of a company's chronicle as things that happened, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from gaodi.apps.regions.vocabularies import current_labels
from gaodi.apps.registry.choices import (
    BarKind,
    CompanyStatus,
    DealKind,
    DealRound,
    GuaranteeKind,
    HolderRole,
    LoanState,
    PatentKind,
    PenaltyKind,
    Position,
    StatementPeriod,
)
from gaodi.apps.registry.dossier import Happened
from gaodi.values.money import format_percent, say_yuan
from gaodi.web.shell.company.statements import period_label

Labels = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened on a day. `group` is a part of the facts (facts/groups.py); `row` is where it stands."""

    day: date
    group: str
    title: str
    row: Happened
    text: str = ""
    amount_yuan: Decimal | None = None
    is_bad: bool = False


def moments_of(rows: Sequence[Happened]) -> Iterator[Moment]:
    """Each thing that the rows tell, in no order."""
    labels = current_labels()
    by_sort: dict[str, list[Happened]] = {}
    for row in rows:
        by_sort.setdefault(row.sort, []).append(row)
    for sort, held in by_sort.items():
        yield from _TELLERS[sort](held, labels)


def _founded(rows: Sequence[Happened], labels: Labels) -> Iterator[Moment]:
    for row in rows:
        unit = labels["reporting_units"].get(row.code, "")
        text = "，".join(
            filter(None, (unit, f"注册资本 {say_yuan(row.amount_yuan)}" if row.amount_yuan else ""))
        )
        yield Moment(row.day, "register", "登记成立", row, text)


def _records(rows: Sequence[Happened], labels: Labels) -> Iterator[Moment]:
    """What differs from one record to the next: unit, status, capital."""
    units = labels["reporting_units"]
    for before, row in _successive(rows):
        if before.code != row.code:
            text = f"由{units.get(before.code, '未登记')}迁到{units.get(row.code, '未登记')}"
            yield Moment(row.day, "register", "统计归属变更", row, text)
        if before.more != row.more:
            status = CompanyStatus(row.more)
            yield Moment(
                row.day, "register", str(status.label), row, is_bad=status is not CompanyStatus.ACTIVE
            )
        if row.amount_yuan and before.amount_yuan and before.amount_yuan != row.amount_yuan:
            text = f"由 {say_yuan(before.amount_yuan)} 变为 {say_yuan(row.amount_yuan)}"
            yield Moment(row.day, "register", "注册资本变更", row, text)


def _successive(rows: Sequence[Happened]) -> Iterator[tuple[Happened, Happened]]:
    return pairwise(rows)


def _names(rows: Sequence[Happened], labels: Labels) -> Iterator[Moment]:
    for before, row in _successive(rows):
        if before.code != row.code:
            yield Moment(row.day, "register", "更名", row, f"由“{before.code}”改为“{row.code}”")


def _titles(rows: Sequence[Happened], labels: Labels) -> Iterator[Moment]:
    for row in rows:
        title = labels["titles"].get(row.code, row.code)
        number = f"证书编号 {row.number}" if row.number else ""
        yield Moment(row.day, "titles", f"认定为{title}", row, number)
        if row.until is not None:
            last = row.until - timedelta(days=1)
            yield Moment(row.until, "titles", f"{title}到期", row, f"有效期至 {last}")


def _patents(rows: Sequence[Happened], labels: Labels) -> Iterator[Moment]:
    for row in rows:
        kind = PatentKind(row.code).label
        if row.times == 1:
            yield Moment(row.day, "property", f"取得{kind} 1 项", row, f"编号 {row.number}")
        else:
            month = f"{row.day.year} 年 {row.day.month} 月"
            yield Moment(row.day, "property", f"取得{kind} {row.times} 项", row, f"{month}合计")


def _statements(rows: Sequence[Happened], labels: Labels) -> Iterator[Moment]:
    for row in rows:
        period = period_label(date.fromisoformat(row.more), row.code)
        noun = "年度报表" if row.code == StatementPeriod.ANNUAL else "季报"
        yield Moment(row.day, "statements", f"报送 {period}{noun}", row, "营业收入", row.amount_yuan)


def _loans(rows: Sequence[Happened], labels: Labels) -> Iterator[Moment]:
    by_contract: dict[tuple[int | None, str], list[Happened]] = {}
    for row in rows:
        by_contract.setdefault((row.other_id, row.number), []).append(row)
    for versions in by_contract.values():
        yield from _loan(versions)


def _loan(versions: Sequence[Happened]) -> Iterator[Moment]:
    """Drawn, overdue, settled or written off: where the state is another than before."""
    first = versions[0]
    drawn = date.fromisoformat(first.more)
    yield Moment(drawn, "credit", "贷款放款", first, first.other, first.amount_yuan)
    state = LoanState.ACTIVE
    for row in versions:
        now = LoanState(row.code)
        if now is not state and now is not LoanState.ACTIVE:
            title = f"贷款{now.label}"
            yield Moment(
                row.day, "credit", title, row, row.other, row.amount_yuan, now is not LoanState.SETTLED
            )
        elif now is not state:
            yield Moment(row.day, "credit", "逾期贷款恢复正常", row, row.other, row.amount_yuan)
        state = now


def _guarantees_got(rows: Sequence[Happened], labels: Labels) -> Iterator[Moment]:
    for row in rows:
        text = f"{row.other}，{GuaranteeKind(row.code).label}"
        yield Moment(row.day, "credit", "获得担保", row, text, row.amount_yuan)


def _guarantees_given(rows: Sequence[Happened], labels: Labels) -> Iterator[Moment]:
    for row in rows:
        text = f"被担保人 {row.other}，{GuaranteeKind(row.code).label}"
        yield Moment(row.day, "credit", "对外担保", row, text, row.amount_yuan)


def _deals(rows: Sequence[Happened], labels: Labels) -> Iterator[Moment]:
    for row in rows:
        stage = DealRound(row.more) if row.more else DealRound.NONE
        text = "" if stage is DealRound.NONE else str(stage.label)
        yield Moment(row.day, "capital", str(DealKind(row.code).label), row, text, row.amount_yuan)


def _investments(rows: Sequence[Happened], labels: Labels) -> Iterator[Moment]:
    for row in rows:
        yield Moment(row.day, "capital", "获得股权投资", row, row.other, row.amount_yuan)
        if row.until is not None:
            yield Moment(row.until, "capital", "投资方退出", row, row.other)


def _listing(rows: Sequence[Happened], labels: Labels) -> Iterator[Moment]:
    for row in rows:
        board = labels["boards"].get(row.more, "")
        text = "，".join(filter(None, (board, f"证券代码 {row.number}" if row.number else "")))
        is_bad = row.code in ("withdrawn", "terminated", "delisted")
        title = labels["listing_stages"].get(row.code, row.code)
        yield Moment(row.day, "listing", f"上市进程：{title}", row, text, is_bad=is_bad)


def _penalties(rows: Sequence[Happened], labels: Labels) -> Iterator[Moment]:
    for row in rows:
        title = f"{PenaltyKind(row.code).label}行政处罚" + ("（严重违法）" if row.more else "")
        yield Moment(row.day, "conduct", title, row, row.number, row.amount_yuan, is_bad=True)


def _bars(rows: Sequence[Happened], labels: Labels) -> Iterator[Moment]:
    for row in rows:
        name = BarKind(row.code).label
        yield Moment(row.day, "conduct", f"列入{name}", row, is_bad=True)
        if row.until is not None:
            yield Moment(row.until, "conduct", f"移出{name}", row)


def _tax_credits(rows: Sequence[Happened], labels: Labels) -> Iterator[Moment]:
    for row in rows:
        title = f"{row.more} 年度纳税信用 {row.code} 级"
        yield Moment(row.day, "conduct", title, row, is_bad=row.code in ("C", "D"))


def _support(rows: Sequence[Happened], labels: Labels) -> Iterator[Moment]:
    for row in rows:
        yield Moment(row.day, "support", "收到政策资金", row, "", row.amount_yuan)


def _holdings(rows: Sequence[Happened], labels: Labels) -> Iterator[Moment]:
    """Who came and who left on a day; a holder whose share alone changed is one line with both shares."""
    days = {row.day for row in rows} | {row.until for row in rows if row.until}
    for day in days:
        before = {row.other_id: row for row in rows if row.until == day}
        since = {row.other_id: row for row in rows if row.day == day}
        if not before:
            text = "、".join(_share_of(row) for row in _largest(since.values()))
            yield Moment(day, "ownership", f"登记股东 {len(since)} 名", _any(since), text)
            continue
        for holder, row in since.items():
            if holder not in before:
                yield Moment(day, "ownership", f"新增{HolderRole(row.code).label}", row, _share_of(row))
        for holder, row in before.items():
            if holder not in since:
                yield Moment(day, "ownership", f"{HolderRole(row.code).label}退出", row, row.other)


def _largest(rows: Iterable[Happened]) -> list[Happened]:
    return sorted(rows, key=lambda row: Decimal(row.number or 0), reverse=True)[:3]


def _share_of(row: Happened) -> str:
    return f"{row.other} {format_percent(Decimal(row.number))}" if row.number else row.other


def _any(rows: dict[int | None, Happened]) -> Happened:
    return next(iter(rows.values()))


def _officers(rows: Sequence[Happened], labels: Labels) -> Iterator[Moment]:
    by_day: dict[tuple[date, str], list[Happened]] = {}
    for row in rows:
        by_day.setdefault((row.day, row.code), []).append(row)
    for (day, code), held in by_day.items():
        names = "、".join(row.other for row in held)
        yield Moment(day, "ownership", f"任职：{Position(code).label}", held[0], names)


_TELLERS: dict[str, Callable[[Sequence[Happened], Labels], Iterator[Moment]]] = {
    "founded": _founded,
    "record": _records,
    "name": _names,
    "title": _titles,
    "patent": _patents,
    "statement": _statements,
    "loan": _loans,
    "guarantee_got": _guarantees_got,
    "guarantee_given": _guarantees_given,
    "deal": _deals,
    "investment": _investments,
    "listing": _listing,
    "penalty": _penalties,
    "bar": _bars,
    "tax_credit": _tax_credits,
    "support": _support,
    "holding": _holdings,
    "officer": _officers,
}
