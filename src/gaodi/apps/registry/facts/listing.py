"""Steps of companies towards an exchange."""

from __future__ import annotations

from gaodi.apps.registry.choices import ListingWay
from gaodi.apps.registry.facts.rows import best_rows, known
from gaodi.apps.registry.facts.tables import COMPANY_ID, TO_COMPANY
from gaodi.apps.registry.facts.terms import (
    code,
    day,
    declare,
    ident,
    public_id,
    seen,
    source_terms,
    text,
    told_by,
)
from gaodi.engines.rules.dictionary import Visibility

PUBLIC = Visibility.PUBLIC

_EVENTS = best_rows("registry_listingevent", "party_id", "public_id")

TERMS = (
    ident("event_id", "事件编号"),
    public_id("事件公开编号"),
    COMPANY_ID,
    *told_by(
        "source",
        "source_on",
        [
            code("kind", "上市阶段", vocabulary="listing_stages"),
            code("board", "板块", vocabulary="boards"),
            code("way", "上市方式", codes=dict(ListingWay.choices)),
            text("stock_code", "证券代码"),
            day("happened_on", "发生日", "told.valid_from"),
        ],
        group="listing",
        seen_by=PUBLIC,
    ),
    *told_by(
        "unit_source",
        "unit_on",
        [code("fiscal_unit", "事件日财政归属", "that_day.fiscal_unit", vocabulary="reporting_units")],
        group="listing",
        seen_by=Visibility.SUBJECT,
    ),
    *seen(source_terms("source", "source_on", ""), group="listing", by=PUBLIC),
    *seen(source_terms("unit_source", "unit_on", "归属", "that_day"), group="listing", by=PUBLIC),
)

#: `that_day` is the register's record of the company on the day of the event, as known at the moment asked for.
declare(
    "listing_event",
    "上市进程",
    "event_id",
    TERMS,
    f"""FROM {_EVENTS} AS told
LEFT JOIN registry_companyrecord AS that_day
       ON that_day.party_id = told.party_id
      AND that_day.valid_from <= told.valid_from
      AND (that_day.valid_to IS NULL OR that_day.valid_to > told.valid_from)
      AND {known("that_day")}""",
    behind=(_EVENTS.behind, ("registry_companyrecord", "party_id")),
    alias="event",
    links=(TO_COMPANY,),
    covered_as="listing_event",
    order="happened_on",
    coverage="辅导备案公示与交易所公告中的事件完整；企业自报的事件须附材料",
)
