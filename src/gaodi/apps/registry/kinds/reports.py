"""People, research and development of companies in a year."""

from __future__ import annotations

from gaodi.apps.registry.choices import Source
from gaodi.apps.registry.kinds.columns import (
    CODE,
    NAME,
    PERIOD_END,
    count,
    must,
    not_above,
    yuan,
)
from gaodi.apps.registry.kinds.kind import Kind, Span
from gaodi.apps.registry.models import Headcount, Research

_YEAR_END = must(
    "year_end",
    ("period_end",),
    lambda row: (row["period_end"].month, row["period_end"].day) == (12, 31),
    "应为年度末日（12 月 31 日），请核对",
)
HEADCOUNT = Kind(
    code="headcount",
    label="人员情况",
    help="每行是一家企业年末的人员数",
    model=Headcount,
    subject="party",
    key=("party", "period_end"),
    sources=(Source.SOCIAL_INSURANCE, Source.ANNUAL_REPORT, Source.STATISTICS, Source.ENTERPRISE),
    span=Span.REPORT,
    may_declare=True,
    fields=(
        CODE,
        NAME,
        PERIOD_END,
        count("employees", "从业人员", "职工总数", "从业人数", "员工总数", "从业人员期末人数", example="186"),
        count("insured", "参保人员", "参保人数", "社保人数", example="172"),
        count("rd_staff", "科技人员", "研发人员", "科技人员数", "研发人员数", example="41"),
        count("doctors", "博士", "博士人数", example="2"),
        count("masters", "硕士", "硕士人数", example="17"),
        count("bachelors", "本科", "本科人数", example="63"),
    ),
    rules=(
        not_above("rd_above_employees", "rd_staff", "employees", "科技人员多于从业人员，请核对"),
        not_above("doctors_above_employees", "doctors", "employees", "博士多于从业人员，请核对"),
        not_above("masters_above_employees", "masters", "employees", "硕士多于从业人员，请核对"),
        not_above("bachelors_above_employees", "bachelors", "employees", "本科多于从业人员，请核对"),
    ),
)

RESEARCH = Kind(
    code="research",
    label="研发活动",
    help="每行是一家企业一年的研发投入",
    model=Research,
    subject="party",
    key=("party", "period_end"),
    sources=(Source.TAX_RECORD, Source.STATISTICS, Source.ENTERPRISE),
    span=Span.REPORT,
    may_declare=True,
    fields=(
        CODE,
        NAME,
        PERIOD_END,
        yuan(
            "spending_yuan",
            "研发投入",
            "研发经费",
            "研究开发费用总额",
            "R&D经费",
            "研发费用合计",
            example="6800000",
        ),
        yuan("domestic_yuan", "境内研发投入", "境内研发费用", "中国境内研发费用", example="6800000"),
        yuan("deducted_yuan", "加计扣除研发费用", "加计扣除额", "研发费用加计扣除额", example="6300000"),
        yuan("capitalised_yuan", "资本化研发支出", "资本化支出", example="500000"),
        count("projects", "研发项目", "研发项目数", unit="项", high=10_000, example="7"),
    ),
    rules=(
        _YEAR_END,
        not_above("domestic_above_all", "domestic_yuan", "spending_yuan", "境内研发投入大于研发投入，请核对"),
        not_above(
            "capitalised_above_all", "capitalised_yuan", "spending_yuan", "资本化研发支出大于研发投入，请核对"
        ),
    ),
)
