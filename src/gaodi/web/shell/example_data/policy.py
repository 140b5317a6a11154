"""What the public reads of a policy: clauses, sections, goals."""

from __future__ import annotations

from decimal import Decimal

from gaodi.web.shell.example_data.common import GAP, HERE
from gaodi.web.shell.ui.articles import ONLY_FRAMEWORK, ClauseRow, IndexItem, IndexSection, Target
from gaodi.web.shell.ui.charts import bar_rows
from gaodi.web.shell.ui.goals import Goal, goal_of


def goals() -> tuple[Goal, ...]:
    used = Decimal("0.9")
    return (
        goal_of(
            name="新增上市公司",
            source="市委金融办，交易所 06-30",
            figure=Decimal(11),
            target=Decimal(25),
            unit="家",
            forecast=Decimal(13),
            time_used=used,
            href=HERE,
        ),
        goal_of(
            name="贷款增速高于 GDP",
            source="人行市分行，一季度",
            figure=Decimal("1.9"),
            target=Decimal(2),
            unit="点",
            forecast=Decimal("2.8"),
            time_used=used,
        ),
        goal_of(
            name="基金管理规模",
            source="市财政局，中基协 05-31",
            figure=Decimal(1386),
            target=Decimal(2000),
            unit="亿元",
            forecast=Decimal(1520),
            time_used=used,
        ),
        goal_of(
            name="金融业税收",
            source="市税务局，已发函",
            figure=None,
            target=Decimal(35),
            unit="亿元",
            forecast=None,
            time_used=used,
        ),
    )


def clauses() -> tuple[ClauseRow, ...]:
    return (
        ClauseRow(
            1,
            "开通“上市服务绿色通道”，提升政务服务效能",
            "上市绿色通道",
            "在办 6 件，其中 1 件临期",
            HERE,
            "3.0",
            "",
            "工作日，办结中位数",
        ),
        ClauseRow(
            3,
            "境内外首发上市的企业，市财政给予最高 1000 万元奖励",
            "企业首发上市奖励",
            "分辅导、受理、上市三个阶段，符合即推送",
            HERE,
            "2460",
            "万元",
            "本年拨付，7 家企业",
        ),
        ClauseRow(
            4,
            "支持符合条件的上市公司分拆子公司上市",
            "分拆上市奖励",
            "未见实施细则，可查看条件，暂不受理申报",
            figure_note="已报市委金融办，2025-06-12",
            chip=ONLY_FRAMEWORK,
        ),
    )


def sections() -> tuple[IndexSection, ...]:
    first = (IndexItem(1, "总体思路", HERE), IndexItem(2, "工作目标", HERE))
    labels = (
        "初创期创业投资",
        "成长期融资服务",
        "拟上市企业上市服务",
        "提高上市公司质量",
        "传统产业转型升级",
    )
    second = tuple(
        IndexItem(at, label, HERE, GAP if at == 7 else None, current=at == 5)
        for at, label in enumerate(labels, 3)
    )
    return (
        IndexSection("总体思路和目标", "第一至二条", first),
        IndexSection("全成长周期服务", "第三至八条", second, opened=True),
    )


def target() -> Target:
    bars = bar_rows((("辅导", Decimal(6)), ("已受理", Decimal(3)), ("已注册", Decimal(1))))
    return Target(
        "目标：2025 年前新增上市公司 25 家以上",
        "11",
        "家",
        "完成 44%",
        Decimal("0.44"),
        Decimal("0.4"),
        Decimal("0.9"),
        "已上市 11",
        "在途 10",
        "目标 25",
        "来源：交易所公告，逐家可查，截至 2025-06-30",
        "缺口：还差 14 家",
        bars,
        "即使在途 10 家年内全部上市，仍差 4 家。按近三年速度，年底约 13 家。",
    )
