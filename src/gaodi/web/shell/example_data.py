"""Invented data of the example page, in the shapes that the components take."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from gaodi.values.because import Because, Clause, Distance, Quantity, Source, Truth, Unit
from gaodi.web.shell.ui.articles import ONLY_FRAMEWORK, ClauseRow, IndexItem, IndexSection, Target
from gaodi.web.shell.ui.charts import BarRow, Chart, Series, bar_rows
from gaodi.web.shell.ui.chips import Chip, Gap, Parameter
from gaodi.web.shell.ui.clocks import Audience, Clock, ClockUnit, clock_of, ended_clock, paused_clock
from gaodi.web.shell.ui.computation import ClauseDigest, Computation, Line, Objection, Replay, replay_of
from gaodi.web.shell.ui.entitlements import Count, Entitlement, Group
from gaodi.web.shell.ui.figures import Action, Door, Entry, Figure, Money
from gaodi.web.shell.ui.goals import Goal, goal_of
from gaodi.web.shell.ui.hexagons import Position
from gaodi.web.shell.ui.marks import Tally, tally_of
from gaodi.web.shell.ui.menus import Crumb, FilterChip, Pages, Segment, pages_of
from gaodi.web.shell.ui.reasons import BecauseList, list_because
from gaodi.web.shell.ui.states import Closed, Empty, Expired, Failed, Loading
from gaodi.web.shell.ui.tables import BulkAction, BulkBar, Column, OnPhone, Sorted, Table, TableRow
from gaodi.web.shell.ui.tiles import Cell, Place, TileMap, draw_map
from gaodi.web.shell.ui.verdicts import Ladder, Step, StepState, Verdict, ladder_of, say_verdict

TODAY = date(2025, 6, 30)
HERE = "#"

PLACES = tuple(
    Place(code, name, full_name, Position(column, row))
    for code, name, full_name, column, row in (
        ("gaoqing", "高青县", "高青县", 2, 1),
        ("huantai", "桓台县", "桓台县", 4, 1),
        ("zhoucun", "周村区", "周村区", 1, 2),
        ("gaoxin", "高新区", "高新技术产业开发区", 3, 2),
        ("linzi", "临淄区", "临淄区", 5, 2),
        ("jingkai", "经开区", "经济开发区", 2, 3),
        ("zhangdian", "张店区", "张店区", 4, 3),
        ("wenchanghu", "文昌湖区", "文昌湖省级旅游度假区", 1, 4),
        ("zichuan", "淄川区", "淄川区", 3, 4),
        ("boshan", "博山区", "博山区", 2, 5),
        ("yiyuan", "沂源县", "沂源县", 4, 5),
    )
)


def text(label: str) -> Quantity:
    """A value in words."""
    return Quantity(label, Unit.TEXT, label)


def money(yuan: int, label: str) -> Quantity:
    return Quantity(Decimal(yuan), Unit.YUAN, label)


ARTICLE = Clause("淄政发〔2020〕16号", "第五条，区办法第三条", HERE)

CREDIT = Because(
    "不在严重失信名单",
    Truth.YES,
    value=text("未列入"),
    threshold=text("未列入"),
    source=Source("公共信用报告", date(2025, 6, 29)),
    clause=Clause("", "公平竞争审查，已答复"),
    children=(
        Because(
            "法定代表人未被限制高消费",
            Truth.YES,
            withheld=True,
            threshold=text("未被限制"),
            source=Source("法院公布", date(2025, 6, 29)),
        ),
    ),
)

CONDITIONS = (
    Because(
        "首次公开发行股票",
        Truth.YES,
        value=text("首次公开发行"),
        threshold=text("首次公开发行，不含借壳"),
        source=Source("辅导备案公示", date(2024, 11, 18)),
        clause=ARTICLE,
    ),
    Because(
        "受理后一年内申领",
        Truth.YES,
        value=Quantity(18, Unit.DAYS, "第 18 天"),
        threshold=Quantity(365, Unit.DAYS, "不超过 365 天"),
        distance=Distance("余 347 天", Decimal("0.05"), short=False),
        source=Source("按业务日计算", TODAY),
        clause=Clause("", "区办法第六条"),
    ),
    Because(
        "累计奖励不超上限",
        Truth.YES,
        value=money(5_000_000, "500 万元，含本次"),
        threshold=money(10_000_000, "不超过 1000 万元"),
        distance=Distance("余 500 万元", Decimal("0.5"), short=False),
        source=Source("拨付台账", TODAY, "assumed"),
        clause=Clause("", "第五条"),
    ),
    CREDIT,
)

LISTED = Because(
    "上市阶段：在交易所上市",
    Truth.NO,
    value=text("已受理，未注册"),
    threshold=text("取得上市公告"),
    distance=Distance("还差注册、上市两步", Decimal("0.66")),
    source=Source("深交所公告", TODAY),
    clause=ARTICLE,
)

PATENTS = Because(
    "有效发明专利 7 件以上",
    Truth.NO,
    value=Quantity(6, Unit.COUNT, "6 件"),
    threshold=Quantity(7, Unit.COUNT, "不少于 7 件"),
    distance=Distance("差 1 件", Decimal("0.857")),
    source=Source("知识产权局", date(2025, 6, 20)),
    clause=Clause("", "第三条"),
    remedy="年内再取得 1 件有效发明专利即可申报，现有 2 件在审。",
)

ASSETS = Because(
    "股改基准日净资产",
    Truth.UNKNOWN,
    threshold=text("不低于 500 万元"),
    clause=Clause("", "第四条"),
    reason="没有任何来源报送",
    remedy="上传审计报告，或授权查询税务报表，即可判断。",
)


def answered_yes() -> BecauseList:
    award = Because("可享首发上市奖励", Truth.YES, children=CONDITIONS)
    return list_because(award, later=(LISTED,), link_label="换一个日期看", link_href=HERE, anchor="why-yes")


def answered_no() -> BecauseList:
    subsidy = Because("可享知识产权质押融资贴息", Truth.NO, children=(CONDITIONS[0], PATENTS, ASSETS))
    return list_because(subsidy, anchor="why-no")


def verdict_yes() -> Verdict:
    return Verdict(
        Truth.YES,
        say_verdict(Truth.YES, tally_of(CONDITIONS)),
        "企业首发上市奖励，受理阶段",
        "淄博青埴新材料股份有限公司",
        TODAY,
        Money(Decimal(3_000_000)),
        clock_of(347, 365, ClockUnit.DAYS, Audience.APPLICANT, about="申领期"),
        Action("确认收款账户", HERE, primary=True),
        Parameter(False, "演示可走完流程，正式环境须先核实才能拨付"),
    )


def verdict_no() -> Verdict:
    return Verdict(
        Truth.NO,
        say_verdict(Truth.NO, Tally(4, 1, 0)),
        "知识产权质押融资贴息",
        "淄博青埴新材料股份有限公司",
        TODAY,
        Money(Decimal(300_000), cap=True, later=True),
        action=Action("看依据", HERE),
    )


def verdict_expired() -> Verdict:
    return Verdict(
        Truth.UNKNOWN,
        "已到期，不再受理新事项",
        "规范化公司制改制补助",
        "淄博青埴新材料股份有限公司",
        date(2025, 12, 26),
        Money(Decimal(200_000), cap=True, later=True),
        ended_clock(date(2025, 12, 24)),
        expired_on=date(2025, 12, 24),
    )


def ladder() -> Ladder:
    return ladder_of(
        (
            Step("辅导备案", StepState.DONE, "2024-11-18", Decimal(2_000_000), "已拨付"),
            Step("受理", StepState.NOW, "2025-06-12", Decimal(3_000_000), "可享", Truth.YES),
            Step("上市", StepState.LATER, "尚未发生", Decimal(5_000_000), "差一项", Truth.NO),
        )
    )


def computation() -> Computation:
    return Computation(
        steps=(
            Line("首发上市奖励上限", "1000.00 万元", "沪深交易所，区办法第三条"),
            Line("受理阶段占比", "× 30%", "辅导、受理、上市按 2∶3∶5"),
            Line("平台外已领同类奖励", "− 0.00 万元", "企业申报，区财政局 06-20 核对"),
        ),
        result=Line("本阶段应付", "300.00 万元"),
        parts=(
            Line(
                "其中市级承担 50%",
                "150.00 万元",
                parameter=Parameter(False, "演示可走完流程，正式环境须先核实才能拨付"),
            ),
            Line("其中淄川区承担", "150.00 万元"),
        ),
    )


def digest() -> ClauseDigest:
    return ClauseDigest("首发上市的企业，市财政给予最高 1000 万元的奖励。", "淄政发〔2020〕16号 第五条", HERE)


def replay() -> Replay:
    return replay_of(
        programme="listing_award", version="第 4 版", facts=5, as_of=TODAY, digest="7c41e09a25d3ffff"
    )


def objection() -> Objection:
    return Objection("指出哪一项不对，5 个工作日内答复。也可拨打 12345。", Action("提出异议", HERE))


def clocks() -> tuple[Clock, ...]:
    workdays, officer = ClockUnit.WORKDAYS, Audience.OFFICER
    return (
        clock_of(9, 10, workdays, officer),
        clock_of(6, 10, workdays, officer),
        clock_of(3, 10, workdays, officer),
        clock_of(1, 10, workdays, officer),
        clock_of(0, 10, workdays, officer),
        clock_of(-1, 10, workdays, officer),
        paused_clock("补正中"),
        clock_of(177, 1825, ClockUnit.DAYS, Audience.APPLICANT),
        ended_clock(date(2025, 12, 24)),
    )


def tile_map(anchor: str, *, beside_total: bool, legend: bool) -> TileMap:
    """The map of firms by unit; with `beside_total` a second tile is hidden."""
    firms = (18, 29, 24, 61, 37, 13, 46, 3, 34, 26, 17)
    cells = {place.code: Cell(count, count) for place, count in zip(PLACES, firms, strict=True)}
    about = "当前至少有一项可享政策的企业"
    return draw_map(
        PLACES,
        cells,
        about=about,
        unit="家",
        address="#{code}",
        anchor=anchor,
        beside_total=beside_total,
        legend=legend,
    )


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


def figures() -> tuple[Figure, ...]:
    return (
        Figure("本年已兑付", "8930.60", "万元", "惠及 214 家企业", HERE),
        Figure("免申即享", "63", "%", "135 家，未填一张表"),
        Figure("从确认到到账", "6.5", "个工作日", "中位数，九成在 11 个工作日内"),
        Figure("金融业增加值", None, note="市统计局，待年报"),
    )


def doors() -> tuple[Door, ...]:
    return (
        Door("我是企业", "看可享政策，提融资需求，查离上市还差什么", HERE, "building-factory-2"),
        Door("我是金融机构", "接收匹配需求，报方案，申请风险补偿", HERE, "building-bank"),
        Door("部门办理", "审核、拨付、督办，办理时限自动计算", HERE, "briefcase"),
        Door("公众查询", "查政策原文、兑付公示和目标进展", HERE, "clipboard-search"),
    )


COLUMNS = (
    Column("编号", code=True),
    Column("企业", on_phone=OnPhone.FIRM),
    Column("事项", on_phone=OnPhone.MATTER),
    Column("区县"),
    Column("金额", numeric=True, on_phone=OnPhone.AMOUNT),
    Column("步骤"),
    Column("依据", on_phone=OnPhone.TALLY),
    Column("时限", sort_href=HERE, sorted=Sorted.UP, on_phone=OnPhone.CLOCK),
    Column("经办"),
    Column("标记"),
)


def table() -> Table:
    """An officer's table with every kind of cell, one opened row and one that may not be checked."""
    workdays, officer = ClockUnit.WORKDAYS, Audience.OFFICER
    late, today, soon = (clock_of(left, 10, workdays, officer) for left in (-1, 0, 2))
    opened = list_because(Because("", Truth.UNKNOWN, children=(*CONDITIONS[:3], ASSETS))).why
    return Table(
        "待办，按剩余时限排序",
        COLUMNS,
        (
            _row(
                "SSJL-0612-03",
                "山东云珩半导体材料股份有限公司",
                300,
                Tally(5),
                late,
                "赵明",
                Chip("督办", "bad"),
            ),
            _row("DKTX-0619-11", "淄博漱石环保科技有限公司", 36, Tally(6), today, "李闻", "", barred=True),
            TableRow(
                "FXBC-0617-05",
                (
                    "FXBC-0617-05",
                    "齐商合信融资担保有限公司",
                    "风险补偿",
                    "市级",
                    Money(Decimal(1_852_000)),
                    "评审",
                    Tally(4, 0, 1),
                    soon,
                    "李闻",
                    Parameter(False),
                ),
                reasons=opened,
                actions=(Action("要求补正", HERE), Action("打开", HERE, primary=True)),
                opened=True,
            ),
            _row(
                "TZJL-0613-01",
                "淄博沃澜创业投资合伙企业",
                1200,
                Tally(5, 1, 0),
                paused_clock("补正中"),
                "王珺",
                Chip("拟不予"),
            ),
        ),
        anchor="todo",
        selectable=True,
    )


def _row(
    key: str,
    firm: str,
    wan: int,
    tally: Tally,
    clock: Clock,
    officer: str,
    sign: object,
    *,
    barred: bool = False,
) -> TableRow:
    yuan = Decimal(wan * 10_000)
    cells = (key, firm, "首发上市奖励", "高新区", Money(yuan), "复核", tally, clock, officer, sign)
    return TableRow(key, cells, marked=wan == 300, fen=int(yuan * 100), barred=barred)


def bulk_bar() -> BulkBar:
    return BulkBar(
        (
            BulkAction("改派", "reassign"),
            BulkAction("退回经办", "return"),
            BulkAction("通过复核，转公示", "approve", primary=True, checks=True),
        ),
        allowed="均非您经办，可以复核",
        barred="其中 {n} 件由您经办，须由他人复核",
        count=1,
        sum_wan="300.00",
    )


def chart() -> Chart:
    months = ("7月\n2024", "8", "9", "10", "11", "12", "1月\n2025", "2", "3", "4", "5", "6")
    paid = ("0.11", "0.09", "0.14", "0.12", "0.16", "0.27", "0.06", "0.08", "0.15", "0.17", "0.19", "0.24")
    plan = ("0.12", "0.12", "0.12", "0.15", "0.15", "0.15", "0.10", "0.10", "0.20", "0.20", "0.20", "0.20")
    return Chart(
        "paid",
        "逐月兑付与到位",
        "6 月兑付 0.24 亿元，高于指标到位的 0.20 亿元；最高在 2024 年 12 月。",
        "亿元",
        months,
        Series("兑付", tuple(map(Decimal, paid))),
        Series("指标到位", tuple(map(Decimal, plan))),
    )


def chain() -> tuple[BarRow, ...]:
    names = ("指标下达", "指标占用", "支付申请", "支付凭证", "清算回单")
    amounts = map(Decimal, ("1.8", "1.32", "0.98", "0.92", "0.893"))
    return bar_rows(tuple(zip(names, amounts, strict=True)), decimals=3, compare_with_first=True)


def tasks() -> tuple[BarRow, ...]:
    return (
        BarRow("市委金融办", "31", Decimal("0.86"), Decimal(1), "/ 36"),
        BarRow("市财政局", "18", Decimal("0.5"), Decimal("0.53"), "/ 19"),
    )


def segments() -> tuple[Segment, ...]:
    return (
        Segment("全部", HERE, current=True, count=47),
        Segment("已超期", HERE, count=1),
        Segment("三日内", HERE, count=5),
    )


def filters() -> tuple[FilterChip, ...]:
    options = (
        Segment("全部", HERE, current=True),
        Segment("张店区", HERE, count=12),
        Segment("高新区", HERE),
    )
    return (FilterChip("事项", "上市奖励等 4 类", HERE), FilterChip("区县", "全部", options=options))


def pages() -> Pages:
    return pages_of(page=2, size=15, total=47, address="?page={page}")


def counts() -> tuple[Count, ...]:
    return (
        Count(Truth.YES, "可享", 3, "360.80 万元"),
        Count(Truth.NO, "差一项", 2, "最高 530 万元"),
        Count(Truth.UNKNOWN, "待补资料", 2, "最高 38 万元"),
    )


def groups() -> tuple[Group, ...]:
    """One row of each verdict, with everything that a row can carry."""
    clock = clock_of(4, 20, ClockUnit.WORKDAYS, Audience.APPLICANT)
    confirm, show = Action("确认收款账户", HERE, primary=True), Action("看依据", HERE)
    upload = Action("补一份资料", HERE, note="约 3 分钟")
    guarantee, shares = Money(Decimal(126_000)), Money(Decimal(200_000), cap=True, later=True)
    pledge = Money(Decimal(300_000), cap=True, later=True)
    yes = Entitlement(
        "融资担保费补助",
        Tally(4),
        "担保额 1260 万元，保费率 1.0%",
        HERE,
        guarantee,
        "2025 年第二批",
        confirm,
        clock,
        Parameter(False),
    )
    near = Entitlement(
        "知识产权质押融资贴息",
        Tally(4, 1),
        "差：有效发明专利 7 件以上，现有 6 件",
        HERE,
        pledge,
        "年内取得即可申报",
        show,
        share=Decimal("0.857"),
    )
    lacking = Entitlement(
        "规范化公司制改制补助", Tally(4, 0, 1), "缺：股改基准日净资产", HERE, shares, action=upload
    )
    return (
        Group(Truth.YES, "可享", "条件全部符合，不用填表", (yes,), "can"),
        Group(Truth.NO, "差一项", "只有一个条件没达到，写明差多少", (near,), "near"),
        Group(Truth.UNKNOWN, "待补资料", "不是不符合，是我们缺一项事实", (lacking,), "lacking"),
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


def entries() -> tuple[Entry, ...]:
    clock = clock_of(4, 20, ClockUnit.WORKDAYS, Audience.APPLICANT)
    return (
        Entry("科技成果转化贷款贴息", "2025 年第二批，申报至 07-04", clock, HERE),
        Entry(
            "第二条：金融业税收尚无数字", "第 2 次函，06-18 发出", Chip("无数字", "unknown", "help-circle")
        ),
    )


CRUMBS = (Crumb("可享政策", HERE), Crumb("企业首发上市奖励，受理阶段"))
GAP = Gap("实施细则未公布")
STATES = {
    "loading": Loading(rows=2),
    "empty": Empty("这里会列出您的办件", "目前还没有提交过任何事项，确认一项可享政策后就会出现。"),
    "error": Failed("平台出错，不是您的操作有误", "填写内容已存为草稿，可以重试。", "a1b2c3d4"),
    "no_right": Closed("这份清单不向您开放", "本企业的管理员和获授权的办事人", "请管理员在“授权”里添加您。"),
    "expired": Expired(date(2025, 12, 24), "期内发生的事项仍按当时规则判断。"),
}
