"""Days that cannot stand in that order."""

from __future__ import annotations

from gaodi.apps.quality.choices import Severity, Topic
from gaodi.apps.quality.rules.rule import Rule, about_rows, book, holds, known

_ASK = "请报送单位核对日期，用更正文件重新报送。"
_DATED = [
    "companyrecord",
    "statement",
    "headcount",
    "research",
    "patent",
    "title",
    "taxcredit",
    "penalty",
    "bar",
    "listingevent",
    "supportreceived",
]

book.declare(
    Rule(
        "founded_after_record",
        "成立日期晚于登记生效日",
        Topic.DATES,
        "company",
        about_rows(
            "companyrecord",
            "r.founded_on > r.valid_from AND r.valid_from > DATE '1990-01-01' AND r.source = 'business_register'",
            "format('成立日期 %%s，登记信息却从 %%s 起有效', r.founded_on, r.valid_from)",
        ),
        "成立年限是很多政策的条件。",
        _ASK,
    ),
    Rule(
        "statement_before_founding",
        "成立之前就有报表",
        Topic.DATES,
        "statement",
        f"""SELECT s.party_id AS party_id, s.id::text AS row_key, s.source AS source,
               format('%%s 至 %%s 的报表，早于成立日期 %%s', s.period_start, s.period_end, c.founded_on) AS says
           FROM registry_statement AS s JOIN registry_companyrecord AS c ON c.party_id = s.party_id
           WHERE {known("s")} AND {holds("c")} AND s.period_end < c.founded_on""",
        "报表可能挂错了企业。",
        _ASK,
    ),
    Rule(
        "statement_after_end",
        "注销之后仍有报表",
        Topic.DATES,
        "statement",
        f"""SELECT s.party_id AS party_id, s.id::text AS row_key, s.source AS source,
               format('%%s 的报表，企业已自 %%s 起%%s', s.period_end, c.valid_from,
                      CASE c.status WHEN 'revoked' THEN '吊销' ELSE '注销' END) AS says
           FROM registry_statement AS s JOIN registry_companyrecord AS c ON c.party_id = s.party_id
           WHERE {known("s")} AND {holds("c")} AND c.status IN ('deregistered', 'revoked')
             AND s.period_start >= c.valid_from""",
        "企业已经不在，报表可能挂错，或登记状态有误。",
        _ASK,
    ),
    Rule(
        "annual_not_year_end",
        "年度报表不是止于年末",
        Topic.DATES,
        "statement",
        about_rows(
            "statement",
            "r.period = 'annual' AND to_char(r.period_end, 'MM-DD') <> '12-31'",
            "format('年度报表的期间末日是 %%s', r.period_end)",
        ),
        "年度口径按自然年判断，期间不同不能比较。",
        _ASK,
    ),
    Rule(
        "patent_granted_before_filing",
        "授权早于申请",
        Topic.DATES,
        "patent",
        about_rows(
            "patent",
            "r.filed_on > r.valid_from",
            "format('%%s：申请日 %%s，授权日 %%s', r.number, r.filed_on, r.valid_from)",
        ),
        "授权日决定专利从哪天起算数。",
        _ASK,
    ),
    *(
        Rule(
            f"source_ahead_{table}",
            "来源日期晚于收到的时间",
            Topic.DATES,
            table,
            about_rows(
                table,
                "r.source_on > (r.known_from AT TIME ZONE 'Asia/Shanghai')::date AND r.source_on > %(day)s",
                "format('来源日期 %%s 晚于业务日', r.source_on)",
            ),
            "数据不可能来自将来，日期多半填错。",
            _ASK,
            Severity.WARNING,
        )
        for table in _DATED
    ),
)
