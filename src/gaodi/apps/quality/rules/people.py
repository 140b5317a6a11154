"""People, research, ownership and offices that contradict themselves."""

from __future__ import annotations

from gaodi.apps.quality.choices import Severity, Topic
from gaodi.apps.quality.rules.rule import Rule, about_rows, book, holds

_ASK = "请报送单位核对，用更正文件重新报送这一期。"

book.declare(
    Rule(
        "rd_staff_above_employees",
        "科技人员多于从业人员",
        Topic.RANGES,
        "headcount",
        about_rows(
            "headcount",
            "r.rd_staff > r.employees",
            "format('%%s：科技人员 %%s 人，从业人员 %%s 人', r.period_end, r.rd_staff, r.employees)",
        ),
        "科技人员占比会超过 100%。",
        _ASK,
    ),
    Rule(
        "degrees_above_employees",
        "有学历的人多于从业人员",
        Topic.RANGES,
        "headcount",
        about_rows(
            "headcount",
            "COALESCE(r.doctors, 0) + COALESCE(r.masters, 0) + COALESCE(r.bachelors, 0) > r.employees",
            "format('%%s：博士、硕士、本科合计多于从业人员 %%s 人', r.period_end, r.employees)",
        ),
        "学历结构与人数不符。",
        _ASK,
    ),
    Rule(
        "research_domestic_above_spending",
        "境内研发大于研发投入",
        Topic.RANGES,
        "research",
        about_rows(
            "research",
            "r.domestic_yuan > r.spending_yuan + 1",
            "format('%%s：境内研发投入 %%s 元，研发投入 %%s 元', r.period_end, r.domestic_yuan, r.spending_yuan)",
        ),
        "境内占比会超过 100%。",
        _ASK,
    ),
    Rule(
        "shares_do_not_add_up",
        "出资比例合计不是 100%",
        Topic.NETWORK,
        "holding",
        f"""SELECT r.company_id AS party_id, 'company-' || r.company_id AS row_key, min(r.source) AS source,
               format('%%s 位股东的出资比例合计 %%s%%%%', count(*), trim_scale(sum(r.capital_share) * 100)) AS says
           FROM registry_holding AS r WHERE {holds("r")}
           GROUP BY r.company_id, r.source
           HAVING count(r.capital_share) = count(*) AND abs(sum(r.capital_share) - 1) > 0.0001""",
        "股权穿透要求每一层加起来正好是全部。",
        "请登记来源补齐股东，或更正比例。",
    ),
    Rule(
        "holds_itself",
        "企业直接持有自己",
        Topic.NETWORK,
        "holding",
        about_rows(
            "holding",
            "r.company_id = r.holder_id",
            "format('股东就是企业自己，出资比例 %%s%%%%', trim_scale(r.capital_share * 100))",
            owner="company_id",
            on_day=True,
        ),
        "自持会让穿透没有尽头。",
        "请登记来源核对股东；库存股另行标明。",
    ),
    Rule(
        "two_legal_representatives",
        "同时有两位法定代表人",
        Topic.NETWORK,
        "officer",
        f"""SELECT r.company_id AS party_id, 'company-' || r.company_id AS row_key, min(r.source) AS source,
               format('同一天有 %%s 位法定代表人', count(DISTINCT r.person_id)) AS says
           FROM registry_officer AS r
           WHERE {holds("r")} AND r.position = 'legal_representative'
           GROUP BY r.company_id HAVING count(DISTINCT r.person_id) > 1""",
        "授权由法定代表人确认，只能有一位。",
        "请登记来源补上前任的卸任日期。",
        Severity.WARNING,
    ),
)
