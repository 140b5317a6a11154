"""Fact tables of the registry: companies, and their steps towards an exchange."""

from __future__ import annotations

from gaodi.apps.registry.choices import CompanyStatus, ListingWay, Source, Standing
from gaodi.engines.rules.dictionary import Column, FactType, Link, Table, Visibility
from gaodi.kernel.facts import FactTable, facts

PUBLIC, SUBJECT, OFFICE = Visibility.PUBLIC, Visibility.SUBJECT, Visibility.OFFICE

SOURCES: dict[str, str] = dict(Source.choices)
STANDINGS: dict[str, str] = dict(Standing.choices)

#: 1900-01-01 and 2100-01-01 as days since 1970-01-01: no day of a company lies outside.
FIRST_DAY, LAST_DAY = -25567, 47482

#: A hundred billion yuan in fen: above the capital of any company of a city.
MOST_FEN = 10_000_000_000_000

COMPANY = Table(
    name="company",
    alias="company",
    key="company_id",
    label="企业",
    columns=(
        Column("company_id", FactType.COUNT, "企业编号", low=1, high=2**53, visibility=OFFICE),
        Column("public_id", FactType.TEXT, "企业公开编号", visibility=SUBJECT),
        Column(
            "name",
            FactType.TEXT,
            "企业名称",
            visibility=PUBLIC,
            source="record_source",
            source_on="record_on",
        ),
        Column(
            "founded_on",
            FactType.DAY,
            "成立日期",
            low=FIRST_DAY,
            high=LAST_DAY,
            visibility=PUBLIC,
            source="record_source",
            source_on="record_on",
        ),
        Column(
            "division_unit",
            FactType.TEXT,
            "行政区划",
            visibility=PUBLIC,
            vocabulary="reporting_units",
            source="record_source",
            source_on="record_on",
        ),
        Column(
            "reporting_unit",
            FactType.TEXT,
            "统计归属",
            visibility=PUBLIC,
            vocabulary="reporting_units",
            source="record_source",
            source_on="record_on",
        ),
        Column(
            "fiscal_unit",
            FactType.TEXT,
            "财政归属",
            visibility=SUBJECT,
            vocabulary="reporting_units",
            source="record_source",
            source_on="record_on",
        ),
        Column(
            "industry",
            FactType.TEXT,
            "行业门类",
            visibility=PUBLIC,
            vocabulary="industries",
            source="record_source",
            source_on="record_on",
        ),
        Column(
            "registered_capital",
            FactType.MONEY,
            "注册资本",
            low=0,
            high=MOST_FEN,
            visibility=PUBLIC,
            source="record_source",
            source_on="record_on",
        ),
        Column(
            "status",
            FactType.TEXT,
            "登记状态",
            visibility=PUBLIC,
            codes=dict(CompanyStatus.choices),
            source="record_source",
            source_on="record_on",
        ),
        Column(
            "dishonest",
            FactType.FLAG,
            "列入严重失信名单",
            low=0,
            high=1,
            codes={"0": "未列入", "1": "列入"},
            visibility=SUBJECT,
            source="credit_source",
            source_on="credit_on",
        ),
        Column("record_source", FactType.TEXT, "登记来源", visibility=PUBLIC, codes=SOURCES),
        Column("record_source_standing", FactType.TEXT, "登记核实", visibility=PUBLIC, codes=STANDINGS),
        Column("record_on", FactType.DAY, "登记来源日期", low=FIRST_DAY, high=LAST_DAY, visibility=PUBLIC),
        Column("credit_source", FactType.TEXT, "信用来源", visibility=SUBJECT, codes=SOURCES),
        Column("credit_source_standing", FactType.TEXT, "信用核实", visibility=SUBJECT, codes=STANDINGS),
        Column("credit_on", FactType.DAY, "信用来源日期", low=FIRST_DAY, high=LAST_DAY, visibility=SUBJECT),
    ),
)

COMPANY_SQL = """
SELECT p.id AS company_id, p.public_id::text AS public_id, p.name AS name,
       r.founded_on - DATE '1970-01-01' AS founded_on,
       NULLIF(r.division_unit, '') AS division_unit, NULLIF(r.reporting_unit, '') AS reporting_unit,
       NULLIF(r.fiscal_unit, '') AS fiscal_unit, NULLIF(r.industry, '') AS industry,
       (r.registered_capital_yuan * 100)::bigint AS registered_capital, r.status AS status,
       CASE WHEN bar.source_on IS NOT NULL THEN 1 WHEN covered.source_on IS NOT NULL THEN 0 END AS dishonest,
       r.source AS record_source, r.standing AS record_source_standing, r.source_on - DATE '1970-01-01' AS record_on,
       COALESCE(bar.source, covered.source) AS credit_source,
       COALESCE(bar.standing, covered.standing) AS credit_source_standing,
       COALESCE(bar.source_on, covered.source_on) - DATE '1970-01-01' AS credit_on
FROM (SELECT DATE '1970-01-01' + %(on)s::int AS on_day, %(known_at)s::timestamptz AS known_at) AS asked
CROSS JOIN registry_party AS p
LEFT JOIN registry_companyrecord AS r
       ON r.party_id = p.id
      AND r.valid_from <= asked.on_day AND (r.valid_to IS NULL OR r.valid_to > asked.on_day)
      AND r.known_from <= asked.known_at AND (r.known_to IS NULL OR r.known_to > asked.known_at)
LEFT JOIN LATERAL (
    SELECT b.source, b.source_on, b.standing FROM registry_bar AS b
    WHERE b.party_id = p.id AND b.kind = 'dishonest'
      AND b.valid_from <= asked.on_day AND (b.valid_to IS NULL OR b.valid_to > asked.on_day)
      AND b.known_from <= asked.known_at AND (b.known_to IS NULL OR b.known_to > asked.known_at)
    ORDER BY b.source_on DESC LIMIT 1) AS bar ON true
LEFT JOIN LATERAL (
    SELECT c.source, c.source_on, c.standing FROM registry_coverage AS c
    WHERE c.party_id = p.id AND c.subject = 'dishonest'
      AND c.valid_from <= asked.on_day AND (c.valid_to IS NULL OR c.valid_to > asked.on_day)
      AND c.known_from <= asked.known_at AND (c.known_to IS NULL OR c.known_to > asked.known_at)
    ORDER BY c.source_on DESC LIMIT 1) AS covered ON true
WHERE p.kind = 'company' AND (%(subjects)s::bigint[] IS NULL OR p.id = ANY(%(subjects)s::bigint[]))
"""

LISTING_EVENT = Table(
    name="listing_event",
    alias="event",
    key="event_id",
    label="上市进程",
    columns=(
        Column("event_id", FactType.COUNT, "事件编号", low=1, high=2**53, visibility=OFFICE),
        Column("public_id", FactType.TEXT, "事件公开编号", visibility=SUBJECT),
        Column("company_id", FactType.COUNT, "企业编号", low=1, high=2**53, visibility=OFFICE),
        Column(
            "kind",
            FactType.TEXT,
            "上市阶段",
            visibility=PUBLIC,
            vocabulary="listing_stages",
            source="source",
            source_on="source_on",
        ),
        Column(
            "board",
            FactType.TEXT,
            "板块",
            visibility=PUBLIC,
            vocabulary="boards",
            source="source",
            source_on="source_on",
        ),
        Column(
            "way",
            FactType.TEXT,
            "上市方式",
            visibility=PUBLIC,
            codes=dict(ListingWay.choices),
            source="source",
            source_on="source_on",
        ),
        Column(
            "happened_on",
            FactType.DAY,
            "发生日",
            low=FIRST_DAY,
            high=LAST_DAY,
            visibility=PUBLIC,
            source="source",
            source_on="source_on",
        ),
        Column(
            "fiscal_unit",
            FactType.TEXT,
            "事件日财政归属",
            visibility=SUBJECT,
            vocabulary="reporting_units",
            source="unit_source",
            source_on="unit_on",
        ),
        Column("source", FactType.TEXT, "来源", visibility=PUBLIC, codes=SOURCES),
        Column("source_standing", FactType.TEXT, "核实", visibility=PUBLIC, codes=STANDINGS),
        Column("source_on", FactType.DAY, "来源日期", low=FIRST_DAY, high=LAST_DAY, visibility=PUBLIC),
        Column("unit_source", FactType.TEXT, "归属来源", visibility=PUBLIC, codes=SOURCES),
        Column("unit_source_standing", FactType.TEXT, "归属核实", visibility=PUBLIC, codes=STANDINGS),
        Column("unit_on", FactType.DAY, "归属来源日期", low=FIRST_DAY, high=LAST_DAY, visibility=PUBLIC),
    ),
    links=(Link(name="company", column="company_id", table="company"),),
)

LISTING_EVENT_SQL = """
SELECT e.id AS event_id, e.public_id::text AS public_id, e.party_id AS company_id,
       e.kind AS kind, NULLIF(e.board, '') AS board, NULLIF(e.way, '') AS way,
       e.valid_from - DATE '1970-01-01' AS happened_on, NULLIF(r.fiscal_unit, '') AS fiscal_unit,
       e.source AS source, e.standing AS source_standing, e.source_on - DATE '1970-01-01' AS source_on,
       r.source AS unit_source, r.standing AS unit_source_standing, r.source_on - DATE '1970-01-01' AS unit_on
FROM (SELECT DATE '1970-01-01' + %(on)s::int AS on_day, %(known_at)s::timestamptz AS known_at) AS asked
CROSS JOIN registry_listingevent AS e
LEFT JOIN registry_companyrecord AS r
       ON r.party_id = e.party_id
      AND r.valid_from <= e.valid_from AND (r.valid_to IS NULL OR r.valid_to > e.valid_from)
      AND r.known_from <= asked.known_at AND (r.known_to IS NULL OR r.known_to > asked.known_at)
WHERE e.valid_from <= asked.on_day AND (e.valid_to IS NULL OR e.valid_to > asked.on_day)
  AND e.known_from <= asked.known_at AND (e.known_to IS NULL OR e.known_to > asked.known_at)
  AND (%(subjects)s::bigint[] IS NULL OR e.party_id = ANY(%(subjects)s::bigint[]))
"""

facts.declare(
    FactTable(
        table=COMPANY,
        sql=COMPANY_SQL,
        coverage="登记信息对全部企业完整；失信名单只在查询过公共信用报告的日期内完整",
    )
)
facts.declare(
    FactTable(
        table=LISTING_EVENT,
        sql=LISTING_EVENT_SQL,
        coverage="辅导备案公示与交易所公告中的事件完整；企业自报的事件须附材料",
    )
)
