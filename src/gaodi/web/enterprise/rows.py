"""Entitlements as rows of the list, under their verdicts or under the articles that they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gaodi.apps.assessments.choices import Verdict
from gaodi.apps.programmes.selectors import Entitlement, Entitlements
from gaodi.values.because import Truth
from gaodi.values.money import say_yuan
from gaodi.web.enterprise.addresses import because_href
from gaodi.web.shell.entitlements.amounts import Reach, money_of, parameter_of, reach_together
from gaodi.web.shell.entitlements.clauses import PolicyNotes
from gaodi.web.shell.entitlements.terms import ended_on, window_clock
from gaodi.web.shell.entitlements.wording import say_reach, share_of, tally_for, why_of
from gaodi.web.shell.ui.chips import Chip
from gaodi.web.shell.ui.entitlements import Count, Group
from gaodi.web.shell.ui.entitlements import Entitlement as Row
from gaodi.web.shell.ui.figures import Action, Entry

#: Each verdict that asks for attention: heading, its note, the mark before it.
HEADINGS: dict[Verdict, tuple[str, str, Truth]] = {
    Verdict.YES: ("可享", "条件全部符合，不用填表", Truth.YES),
    Verdict.NEAR: ("差一项", "只有一个条件没达到，写明差多少", Truth.NO),
    Verdict.UNKNOWN: ("待补资料", "不是不符合，是我们缺一项事实", Truth.UNKNOWN),
}
#: Verdicts that ask for nothing any more.
QUIET = {Verdict.RECEIVED: "已拨付", Verdict.LAPSED: "已过期"}


@dataclass(frozen=True, slots=True)
class ArticleGroup:
    """Rows that rest on one article. `ended` says the last day where its programmes are over."""

    title: str
    href: str
    anchor: str
    rows: tuple[Row, ...]
    ended: Chip | None


@dataclass(frozen=True, slots=True)
class QuietGroup:
    """Short lines of what was paid, or is over."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ListMaker:
    """Makes the parts of one enterprise's list; `unit` is 万元 or 元."""

    found: Entitlements
    unit: str
    is_demo: bool

    def counts(self) -> tuple[Count, ...]:
        """The three headline counts."""
        return tuple(self._count(verdict) for verdict in HEADINGS)

    def groups(self) -> tuple[Group, ...]:
        """What asks for attention, in its order; a group without rows is left out."""
        return tuple(
            Group(truth, title, note, tuple(self.row(item) for item in items), f"group-{verdict.value}")
            for verdict, (title, note, truth) in HEADINGS.items()
            if (items := in_order(self.found.of(verdict)))
        )

    def quiet(self) -> tuple[QuietGroup, ...]:
        """What asks for nothing any more."""
        return tuple(
            QuietGroup(title, tuple(self._entry(item) for item in items))
            for verdict, title in QUIET.items()
            if (items := self.found.of(verdict))
        )

    def by_article(self, policy: PolicyNotes) -> tuple[ArticleGroup, ...]:
        """All rows under the article that each rests on."""
        articles = sorted({item.programme.article for item in self.found.items})
        return tuple(self._article(policy, number) for number in articles)

    def row(self, item: Entitlement, *, says_verdict: bool = False) -> Row:
        """One entitlement; `says_verdict` where its heading does not, for verdicts that the reason leaves open."""
        verdict = "可享，" if says_verdict and item.verdict is Verdict.YES else ""
        return Row(
            title=item.title,
            tally=tally_for(item),
            text=verdict + why_of(item) + self._ended(item),
            href=because_href(item),
            amount=money_of(item, self.unit),
            under=self._under(item),
            action=Action("看依据", because_href(item)),
            clock=window_clock(item),
            parameter=parameter_of(item, is_demo=self.is_demo),
            share=share_of(item),
        )

    def _article(self, policy: PolicyNotes, number: int) -> ArticleGroup:
        items = [item for item in self.found.items if item.programme.article == number]
        note = policy.article(number)
        ends = {ended_on(item.programme, self.found.on) for item in items}
        last = max((day for day in ends if day), default=None) if None not in ends else None
        return ArticleGroup(
            title=f"{note.name}，{note.heading}" if note else f"第 {number} 条",
            href=note.href if note else "",
            anchor=f"article-{number}",
            rows=tuple(
                self.row(item, says_verdict=True)
                for verdict in (*HEADINGS, *QUIET)
                for item in in_order(items)
                if item.verdict is verdict
            ),
            ended=Chip(f"已到期，最后一天 {last}", icon="history") if last else None,
        )

    def _count(self, verdict: Verdict) -> Count:
        title, _, truth = HEADINGS[verdict]
        items = self.found.of(verdict)
        total = Reach(self.found.total(verdict)) if verdict is Verdict.YES else reach_together(items)
        return Count(truth, title, len(items), say_reach(total, self.unit) if items else "")

    def _entry(self, item: Entitlement) -> Entry:
        return Entry(item.title, why_of(item), money_of(item, self.unit), because_href(item))

    def _ended(self, item: Entitlement) -> str:
        """Said in a row whose programme is over while others go on; where all are over, the list says it once."""
        last = ended_on(item.programme, self.found.on)
        all_over = all(ended_on(one.programme, self.found.on) for one in self.found.items)
        if last is None or all_over or item.verdict is Verdict.LAPSED:
            return ""
        return f"。项目已于 {last} 到期，期内事项照样判断"

    def _under(self, item: Entitlement) -> str:
        if parameter_of(item, is_demo=self.is_demo):
            return "核实前只作演示" if self.is_demo else "核实前不能拨付"
        if item.verdict is Verdict.YES and item.payable_yuan != item.amount_yuan:
            return "已按累计上限核减"
        if item.verdict is Verdict.YES and (paid := self._paid_before(item)):
            return f"此前已拨付 {say_yuan(paid)}"
        return "发生后可领" if item.step else ""

    def _paid_before(self, item: Entitlement) -> Decimal:
        """What earlier stages of the same programme brought, in yuan."""
        paid = (
            one.payable_yuan for one in self.found.of(Verdict.RECEIVED) if one.programme == item.programme
        )
        return sum((one or Decimal(0) for one in paid), Decimal(0))


def in_order(items: Sequence[Entitlement]) -> list[Entitlement]:
    """Rows whose window closes first stand first; those without a window keep their order at the end."""
    return sorted(items, key=lambda item: item.due_on or date.max)
