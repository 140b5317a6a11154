"""Support that companies got."""

from __future__ import annotations

from gaodi.apps.registry.facts.rows import Span, best_rows
from gaodi.apps.registry.facts.tables import COMPANY_ID, TO_COMPANY, declare_rows
from gaodi.apps.registry.facts.terms import day, ident, money, text

declare_rows(
    "support",
    "已获支持",
    [ident("support_id", "支持编号"), COMPANY_ID],
    [
        text("matter", "事项组"),
        text("event_public_id", "对应事件", "told.event_public_id::text"),
        money("amount", "金额"),
        day("paid_on", "支付日", "told.valid_from"),
    ],
    # Without a number of its own, a payment is told apart by matter, event, day and amount.
    best_rows(
        "registry_supportreceived",
        "party_id",
        "matter",
        "event_public_id",
        "valid_from",
        "amount_yuan",
        span=Span.SINCE,
    ),
    group="support",
    links=(TO_COMPANY,),
    covered_as="support",
    order="paid_on",
    coverage="高地系统内的拨付完整；系统外的支持以财政记录与企业申报为准",
)
