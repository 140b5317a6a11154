"""Financial statements that do not add up."""

from __future__ import annotations

from gaodi.apps.quality.choices import Severity, Topic
from gaodi.apps.quality.rules.rule import Rule, about_rows, book

_ASK = "请报送单位核对原始报表，用更正文件重新报送这一期。"
_PERIOD = "to_char(r.period_end, 'YYYY-MM-DD')"


def _sum(
    code: str, label: str, whole: str, parts: str, says: str, *, severity: Severity = Severity.ERROR
) -> Rule:
    """The whole must be the parts, to the yuan; where a line is missing nothing is said."""
    return Rule(
        code, label, Topic.STATEMENTS, "statement",
        about_rows("statement", f"abs(({whole}) - ({parts})) > 1",
                   f"format({says!r}, {_PERIOD}, {whole}, {parts})"),
        "报表内部不平，用它算出的比率和增幅都不可靠。", _ASK, severity,
    )  # fmt: skip


def _within(code: str, label: str, part: str, whole: str, says: str) -> Rule:
    """A part is never more than its whole."""
    return Rule(
        code, label, Topic.STATEMENTS, "statement",
        about_rows("statement", f"{part} > {whole} + 1", f"format({says!r}, {_PERIOD}, {part}, {whole})"),
        "分项大于合计，两者必有一个填错。", _ASK,
    )  # fmt: skip


book.declare(
    _sum(
        "statement_balance",
        "资产不等于负债加权益",
        "r.total_assets_yuan",
        "r.total_liabilities_yuan + r.equity_yuan",
        "%%s 报表：资产总计 %%s 元，负债与所有者权益合计 %%s 元",
    ),
    _sum(
        "statement_net_profit",
        "净利润不等于利润总额减所得税",
        "r.net_profit_yuan",
        "r.total_profit_yuan - r.income_tax_yuan",
        "%%s 报表：净利润 %%s 元，利润总额减所得税费用 %%s 元",
    ),
    _within(
        "statement_current_assets",
        "流动资产大于资产总计",
        "r.current_assets_yuan",
        "r.total_assets_yuan",
        "%%s 报表：流动资产 %%s 元，资产总计 %%s 元",
    ),
    _within(
        "statement_current_liabilities",
        "流动负债大于负债合计",
        "r.current_liabilities_yuan",
        "r.total_liabilities_yuan",
        "%%s 报表：流动负债 %%s 元，负债合计 %%s 元",
    ),
    _within(
        "statement_main_revenue",
        "主营业务收入大于营业收入",
        "r.main_revenue_yuan",
        "r.revenue_yuan",
        "%%s 报表：主营业务收入 %%s 元，营业收入 %%s 元",
    ),
    _within(
        "statement_hightech_revenue",
        "高新收入大于营业收入",
        "r.hightech_revenue_yuan",
        "r.revenue_yuan",
        "%%s 报表：高新技术产品（服务）收入 %%s 元，营业收入 %%s 元",
    ),
    _within(
        "statement_export_revenue",
        "出口收入大于营业收入",
        "r.export_revenue_yuan",
        "r.revenue_yuan",
        "%%s 报表：出口收入 %%s 元，营业收入 %%s 元",
    ),
    _within(
        "statement_cash",
        "货币资金大于流动资产",
        "r.cash_yuan",
        "r.current_assets_yuan",
        "%%s 报表：货币资金 %%s 元，流动资产 %%s 元",
    ),
    Rule(
        "statement_negative_revenue",
        "营业收入为负",
        Topic.STATEMENTS,
        "statement",
        about_rows(
            "statement",
            "r.revenue_yuan < 0",
            f"format('%%s 报表：营业收入 %%s 元', {_PERIOD}, r.revenue_yuan)",
        ),
        "负的营业收入会让增幅和强度失去意义。",
        _ASK,
    ),
    Rule(
        "statement_quarters_fall",
        "季度累计收入倒退",
        Topic.STATEMENTS,
        "statement",
        """SELECT later.party_id AS party_id, later.id::text AS row_key, later.source AS source,
               format('%%s 累计收入 %%s 元，少于 %%s 的 %%s 元', later.period_end, later.revenue_yuan,
                      earlier.period_end, earlier.revenue_yuan) AS says
           FROM registry_statement AS later JOIN registry_statement AS earlier
             ON earlier.party_id = later.party_id AND earlier.source = later.source
            AND earlier.scope = later.scope AND earlier.period = 'quarter' AND earlier.known_to IS NULL
            AND earlier.period_end < later.period_end
            AND date_trunc('year', earlier.period_end) = date_trunc('year', later.period_end)
           WHERE later.period = 'quarter' AND later.known_from <= %(known_at)s
             AND (later.known_to IS NULL OR later.known_to > %(known_at)s)
             AND earlier.revenue_yuan > later.revenue_yuan
             AND earlier.period_end = (
                 SELECT max(e.period_end) FROM registry_statement AS e
                 WHERE e.party_id = later.party_id AND e.source = later.source AND e.scope = later.scope
                   AND e.period = 'quarter' AND e.known_to IS NULL AND e.period_end < later.period_end)""",
        "季度数是当年累计，不应减少；可能填成了单季数。",
        _ASK,
        Severity.WARNING,
    ),
)
