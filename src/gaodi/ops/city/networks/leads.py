"""The three enterprises that accounts act for: each with owners, a partnership, funds and loans that belong together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from gaodi.ops.city.networks.days import YEAR, day_number
from gaodi.ops.city.networks.deals import DealBook
from gaodi.ops.city.networks.forced import GUARANTEED, ON_CREDIT, Forced
from gaodi.ops.city.networks.funding import Raising
from gaodi.ops.city.networks.funds import Funds
from gaodi.ops.city.networks.holdings import PERCENT, WHOLE, CapTable
from gaodi.ops.city.networks.institutions import Institutions
from gaodi.ops.city.networks.loom import Loom
from gaodi.ops.city.networks.state import Platforms
from gaodi.ops.city.networks.vehicles import found_holding_company

_MILLION = 100_000_000
_A, _B, _ANGEL = 2, 3, 1


class LeadTeller:
    """Tells the networks of the leads; `forced` are the loans that they must have."""

    def __init__(
        self, loom: Loom, funds: Funds, institutions: Institutions, platforms: Platforms, book: DealBook
    ) -> None:
        self.loom, self.funds, self.platforms = loom, funds, platforms
        self.bank = institutions.of("bank")[0].node
        self.guarantor = institutions.of("guarantor")[0].node
        self.forced: list[Forced] = []
        self._book = book

    def tell(self) -> None:
        told: dict[str, Callable[[int], None]] = {
            "flagship": self.tell_flagship,
            "second": self.tell_second,
            "third": self.tell_third,
        }
        for firm, role in enumerate(self.loom.leads):
            told.get(role, self.tell_second)(firm)

    def tell_flagship(self, firm: int) -> None:
        """砺岫控股 above it, its employees' partnership, 翊朔创投 and a growth fund in two rounds, an institute below it."""
        raising = self._raising(firm)
        head, second = raising.head, raising.second
        third = self.loom.crowd.hire_one()
        raising.table.found([(head, 62 * PERCENT), (second, 26 * PERCENT), (third, 12 * PERCENT)])
        group_day = self._day(firm, "2017-03-20", 1)
        owners = [(head, 70 * PERCENT), (second, 20 * PERCENT), (third, 10 * PERCENT)]
        group = found_holding_company(self.loom, firm, group_day, owners, trade="砺岫")
        raising.table.transfer(group_day, head, group, WHOLE)
        raising.table.transfer(group_day, second, group, WHOLE)
        self.loom.parent[firm] = group
        raising.admit_partnership(self._day(firm, "2020-09-10", 2), trade="砺岫同创", employees=9)
        raising.raise_round(_A, self._day(firm, "2021-05-20", 3), [self.funds.by_role["fund"]])
        raising.raise_round(_B, self._day(firm, "2023-04-18", 4), [self.funds.by_kind["growth"][0]])
        raising.close()
        self._found_below(firm, "淄博砺岫新材料研究院有限公司", "砺岫研究院")
        self._borrow(firm, 30 * _MILLION, 500, GUARANTEED)
        self._borrow(firm, 20 * _MILLION, 160, GUARANTEED)

    def tell_second(self, firm: int) -> None:
        """Two founders and a partnership; one angel round, one loan on credit."""
        raising = self._raising(firm)
        raising.table.found([(raising.head, 68 * PERCENT), (raising.second, 32 * PERCENT)])
        raising.admit_partnership(self._day(firm, "2019-11-12", 1), trade="昶筠众智", employees=5)
        raising.raise_round(_ANGEL, self._day(firm, "2020-08-06", 2), [self.funds.by_kind["angel"][0]])
        raising.close()
        self._borrow(firm, 8 * _MILLION, 210, ON_CREDIT)

    def tell_third(self, firm: int) -> None:
        """Founders, the platform of their unit, 翊朔创投."""
        raising = self._raising(firm)
        raising.table.found([(raising.head, 55 * PERCENT), (raising.second, 45 * PERCENT)])
        platform = self.platforms.lower[int(self.loom.firms.unit[firm])]
        day = self._day(firm, "2019-06-18", 1)
        raising.table.admit(day, {platform: 10 * PERCENT})
        raising.raise_round(_A, self._day(firm, "2022-03-15", 2), [self.funds.by_role["fund"]])
        raising.close()
        self._borrow(firm, 15 * _MILLION, 120, GUARANTEED)

    def _raising(self, firm: int) -> Raising:
        return Raising(self.loom, self.loom.stream("leads", firm), firm, self.funds, self._book)

    def _day(self, firm: int, iso: str, step: int) -> int:
        """The day of the story, or later where the firm is too young for it; never past the city's day."""
        told = day_number(date.fromisoformat(iso))
        founded = int(self.loom.firms.founded_on[firm])
        return min(max(told, founded + step * 200), self.loom.on - (10 - step))

    def _found_below(self, firm: int, name: str, short: str) -> None:
        """A company that the lead holds alone."""
        born = max(self.loom.on - 4 * YEAR, int(self.loom.firms.founded_on[firm]))
        node = self.loom.add_company(name, short, int(self.loom.firms.unit[firm]), born, 10 * _MILLION)
        CapTable(self.loom.holdings, node, born).found([(firm, WHOLE)]).close()
        self.loom.run(node, int(self.loom.head[firm]), int(self.loom.second[firm]))

    def _borrow(self, firm: int, principal: int, ago: int, security: int) -> None:
        """A loan of three years at the city's bank, guaranteed by 槿衡担保."""
        drawn = self.loom.on - ago
        guarantor = self.guarantor if security == GUARANTEED else -1
        self.forced.append(Forced(firm, drawn, drawn + 3 * YEAR, security, self.bank, principal, guarantor))
