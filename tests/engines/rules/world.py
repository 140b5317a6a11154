"""A small world of fact tables, and the programmes kept beside these tests."""

from __future__ import annotations

from pathlib import Path

from gaodi.engines.rules import Column, Dictionary, FactType, Link, ProgrammeSpec, Table, read_programme
from gaodi.values.places import Document, read_document

HERE = Path(__file__).parent

COMPANY = Table(
    "company",
    "company",
    "company_id",
    "企业",
    (
        Column("fiscal_unit", FactType.TEXT, "财政归属", codes={"zichuan": "淄川区", "linzi": "临淄区"}),
        Column("dishonest", FactType.FLAG, "严重失信", codes={"0": "未列入", "1": "列入"}),
        Column("name", FactType.TEXT, "名称"),
        Column("revenue", FactType.MONEY, "营业收入", 0, 10**15),
        Column("profit", FactType.MONEY, "净利润", -(10**15), 10**15),
        Column("rd_ratio", FactType.RATE, "研发占比", 0, 10**6),
        Column("patents", FactType.COUNT, "发明专利（件）", 0, 100_000),
        Column("founded_on", FactType.DAY, "成立日期"),
        Column("staff", FactType.COUNT, "职工（人）", 0, 10**7),
    ),
)
EVENT = Table(
    "listing_event",
    "event",
    "event_id",
    "上市事件",
    (
        Column(
            "kind",
            FactType.TEXT,
            "事件",
            codes={"tutoring_filed": "辅导备案", "accepted": "受理", "listed": "上市", "transferred": "转板"},
        ),
        Column(
            "board",
            FactType.TEXT,
            "板块",
            codes={
                "main": "沪深主板", "star": "科创板", "chinext": "创业板", "bse": "北交所", "hkex": "港交所", "neeq": "新三板",
            },
        ),
        Column("way", FactType.TEXT, "方式", codes={"ipo": "首次公开发行", "shell": "借壳"}),
        Column("happened_on", FactType.DAY, "发生日期"),
        Column("raised", FactType.MONEY, "募集资金", 0, 10**14),
    ),
    (Link("company", "company_id", "company"),),
)  # fmt: skip
DICTIONARY = Dictionary([COMPANY, EVENT])


def document(path: Path) -> Document:
    """A YAML file of these tests, named by its path from here."""
    return read_document(path.read_text(encoding="utf-8"), str(path.relative_to(HERE)))


def read_folder(folder: Path) -> ProgrammeSpec:
    """The programme in a folder."""
    return read_programme(
        *(document(folder / f"{part}.yaml") for part in ("programme", "parameters", "cases"))
    )


def listing_award() -> ProgrammeSpec:
    return read_folder(HERE / "programmes" / "listing_award")
