"""Sources that contradict each other, and loans that contradict themselves."""

from __future__ import annotations

from gaodi.apps.quality.choices import Severity, Topic
from gaodi.apps.quality.rules.rule import Rule, about_rows, book, holds, known

_BOTH = "请两个来源的报送单位对账；核实之前，平台采用已核的一个，其次是日期新的一个。"


def _contradiction(code: str, table: str, column: str, label: str, same: str, share: str) -> Rule:
    """Two sources tell one figure of one period differently by more than a share of the greater one."""
    return Rule(
        code, f"{label}两个来源不一致", Topic.SOURCES, table,
        f"""SELECT r.party_id AS party_id, r.id || '-' || other.id AS row_key, r.source AS source,
               format('%%s 的{label}：%%s，另一来源 %%s', r.period_end, r.{column}, other.{column}) AS says
           FROM registry_{table} AS r
           JOIN registry_{table} AS other ON other.party_id = r.party_id AND other.period_end = r.period_end
            AND other.source > r.source {same}
           WHERE {known("r")} AND {known("other")}
             AND abs(r.{column} - other.{column}) > {share} * greatest(abs(r.{column}), abs(other.{column}))""",
        "同一个数有两种说法，据此作出的判断会被质疑。", _BOTH, Severity.WARNING,
    )  # fmt: skip


_SAME_STATEMENT = "AND other.period = r.period AND other.scope = r.scope"

book.declare(
    _contradiction("revenue_contradicts", "statement", "revenue_yuan", "营业收入", _SAME_STATEMENT, "0.01"),
    _contradiction("profit_contradicts", "statement", "net_profit_yuan", "净利润", _SAME_STATEMENT, "0.01"),
    _contradiction("employees_contradict", "headcount", "employees", "从业人员", "", "0.1"),
    _contradiction("research_contradicts", "research", "spending_yuan", "研发投入", "", "0.05"),
    Rule(
        "balance_above_principal",
        "余额大于放款金额",
        Topic.CREDIT,
        "loan",
        about_rows(
            "loan",
            "r.balance_yuan > r.principal_yuan + 1",
            "format('合同 %%s：余额 %%s 元，放款金额 %%s 元', r.contract_number, r.balance_yuan, r.principal_yuan)",
            owner="borrower_id",
            on_day=True,
        ),
        "贷款余额会被高估。",
        "请报送银行核对余额。",
    ),
    Rule(
        "overdue_but_pass",
        "已逾期却列为正常",
        Topic.CREDIT,
        "loan",
        about_rows(
            "loan",
            "r.overdue_days > 90 AND r.loan_class = 'pass'",
            "format('合同 %%s：逾期 %%s 天，分类仍是正常', r.contract_number, r.overdue_days)",
            owner="borrower_id",
            on_day=True,
        ),
        "逾期 90 天以上应当归入不良，预警和补偿都看这个分类。",
        "请报送银行核对五级分类。",
    ),
    Rule(
        "active_after_due",
        "过了到期日仍是存续",
        Topic.CREDIT,
        "loan",
        about_rows(
            "loan",
            "r.state = 'active' AND r.due_on < %(day)s - 30",
            "format('合同 %%s：%%s 到期，状态仍是存续', r.contract_number, r.due_on)",
            owner="borrower_id",
            on_day=True,
        ),
        "结清、展期还是逾期不清楚。",
        "请报送银行更新状态。",
        Severity.WARNING,
    ),
    Rule(
        "guarantees_itself",
        "为自己担保",
        Topic.CREDIT,
        "guarantee",
        about_rows(
            "guarantee",
            "r.guarantor_id = r.debtor_id",
            "format('担保合同 %%s 的担保人就是债务人', r.number)",
            owner="debtor_id",
            on_day=True,
        ),
        "这样的担保没有保障作用，会让担保圈计算出错。",
        "请报送机构核对担保人。",
    ),
    Rule(
        "title_without_company",
        "注销企业仍有称号",
        Topic.DATES,
        "title",
        f"""SELECT r.party_id AS party_id, r.id::text AS row_key, r.source AS source,
               format('称号有效到 %%s，企业已不再存续', COALESCE(r.valid_to::text, '长期')) AS says
           FROM registry_title AS r JOIN registry_companyrecord AS c ON c.party_id = r.party_id
           WHERE {holds("r")} AND {holds("c")} AND c.status <> 'active'""",
        "称号数会被高估。",
        "请认定部门核对后注销称号。",
        Severity.WARNING,
    ),
)
