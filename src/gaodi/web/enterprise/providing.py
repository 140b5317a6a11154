"""Who tells what: the words for the doors by which facts come in."""

from __future__ import annotations

from collections.abc import Mapping

from gaodi.apps.intake.declared import Door
from gaodi.apps.intake.models import Outlet

Units = Mapping[str, str]
#: What one row of each kind is, said to the enterprise whose row it is.
_SAYS = {
    "statement": "一年或一季的资产负债、利润和现金流",
    "headcount": "年末从业、参保和科技人员的人数",
    "research": "一年的研发投入和项目数",
    "patent": "一项已授权的专利，或已登记的著作权",
    "title": "一项称号或资质，和它的有效期",
    "loan": "一笔贷款自某日起的余额和状态",
    "guarantee": "为本企业贷款提供的一份担保",
    "deal": "一次股权融资、转让或并购",
    "listing_event": "走向资本市场的一步，如辅导备案、受理",
    "support": "已经到账的一笔财政支持",
}


def say_told_by(door: Door, units: Units) -> str:
    """“社保参保记录（市人社局）、企业年报公示（市市场监管局）”; empty where no office tells it."""
    return "、".join(f"{one.name}（{_unit(one, units)}）" for one in door.told_by)


def say_kind(door: Door) -> str:
    """What one declared row is, in a few words."""
    return _SAYS.get(door.kind.code, door.kind.help)


def say_checker(door: Door, units: Units) -> str:
    """Who looks at what enterprises declare."""
    return "、".join(dict.fromkeys(_unit(one, units) for one in door.declared_by))


def say_priority(door: Door) -> str:
    """What happens where an office tells the same: both are kept, the verified one counts."""
    names = "、".join(one.name for one in door.told_by)
    if not names:
        return "这类数据没有部门报送，以您申报的为准，标明“申报”。"
    return f"已核的数以{names}为准；您申报的会并列保存，不会改动它们。"


def _unit(outlet: Outlet, units: Units) -> str:
    return units.get(outlet.unit.code, outlet.unit.code)
