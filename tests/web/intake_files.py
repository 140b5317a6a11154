"""Files of the small city's office and bank, brought in as the services do, for the tests of their pages."""

from __future__ import annotations

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from gaodi.apps.accounts.models import Mandate
from gaodi.apps.intake.models import IntakeFile, Outlet
from gaodi.apps.intake.services.applying import apply_file
from gaodi.apps.intake.services.checking import check_file
from gaodi.apps.intake.tasks import uploads
from gaodi.apps.registry.models import Party
from gaodi.kernel import clock
from tests.web.office.city import City

EVENTS = "统一社会信用代码,企业名称,阶段,板块,方式,发生日期"
LOANS = (
    "借款企业统一社会信用代码,贷款机构统一社会信用代码,合同编号,状况起始日,担保方式,放款金额（元）,放款日,到期日,余额（元）,"
    "五级分类,状态"
)
DOOR = {"outlet": "regulator_record", "kind": "listing_event"}
BANK_DOOR = {"outlet": "bank_report", "kind": "loan"}


def firms(count: int) -> list[Party]:
    """Companies with a credit code, the same ones each time."""
    return list(Party.objects.filter(kind="company", credit_code__isnull=False).order_by("pk")[:count])


def events(*rows: tuple[Party, str, str], header: str = EVENTS) -> str:
    """A CSV of steps towards an exchange: (company, way, day)."""
    lines = [f"{firm.credit_code},{firm.name},辅导备案,创业板,{way},{day}" for firm, way, day in rows]
    return "\n".join([header, *lines]) + "\n"


def loans(*rows: tuple[Party, str, int]) -> str:
    """A CSV of the bank's loans: (borrower, number of the contract, balance)."""
    bank = bank_of_the_city()
    lines = [
        f"{firm.credit_code},{bank.credit_code},{number},2024-06-30,信用,500000,2024-03-15,2025-03-14,{balance},正常,存续"
        for firm, number, balance in rows
    ]
    return "\n".join([LOANS, *lines]) + "\n"


def bank_of_the_city() -> Party:
    return Mandate.objects.get(user__username="yinhang").party


def post(city: City, who: str, text: str, *, name: str = "报表.csv", htmx: bool = False, **given: str):
    """What the upload page answers; the file goes through the outlet of the office or the bank."""
    section, door = ("institution", BANK_DOOR) if who == "institution" else ("office", DOOR)
    data = {
        **door,
        "source_on": city.on.isoformat(),
        **given,
        "file": SimpleUploadedFile(name, text.encode()),
    }
    headers = {"HX-Request": "true"} if htmx else {}
    return city.client(who).post(f"/{section}/intake/new/", data, headers=headers)


def bring(city: City, who: str, text: str, **given: str) -> IntakeFile:
    """Uploaded on the page, and checked as the job would."""
    answer = post(city, who, text, **given)
    assert answer.status_code == 302, answer.content.decode()
    file = IntakeFile.objects.get(public_id=answer["Location"].split("/")[-2])
    return check(file)


def check(file: IntakeFile) -> IntakeFile:
    return check_file(file.pk, store=uploads(), on=clock.business_day(), at=clock.now())


def apply(file: IntakeFile) -> IntakeFile:
    return apply_file(file.pk, on=clock.business_day(), at=clock.now())


def outlet(code: str) -> Outlet:
    return Outlet.objects.get(code=code)


def refused_file(city: City, code: str, kind: str, *, party: Party | None = None) -> IntakeFile:
    """A file that ended as refused; its bytes were never stored."""
    return IntakeFile.objects.create(
        outlet=outlet(code), kind=kind, name="旧表.csv", digest="0" * 64, size=1, source_on=city.on,
        state="refused", says="文件损坏。", party=party, actor={"name": "陆明溪"},
        received_at=city.at + timedelta(minutes=1),
    )  # fmt: skip
