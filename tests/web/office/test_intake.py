"""Pages of data coming in at an office: list, upload, columns, dry run, writing; and whose files they are."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from gaodi.apps.intake.models import IntakeFile, SavedMapping
from gaodi.apps.registry.models import ListingEvent
from gaodi.kernel.models import AuditRecord
from tests.web.intake_files import apply, bring, check, events, firms, loans, post, refused_file

IPO, SHELL = "首次公开发行", "借壳上市"


@pytest.fixture(autouse=True)
def _uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def _read(city, address: str, who: str = "maker") -> str:
    answer = city.client(who).get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode().replace("\xa0", " ")


def _page(file: IntakeFile) -> str:
    return f"/office/intake/{file.public_id}/"


def _good(city, *, way: str = IPO) -> IntakeFile:
    one, two = firms(2)
    return bring(city, "maker", events((one, way, "2024-03-01"), (two, IPO, "2024-03-02")), name=f"{way}.csv")


def test_empty_list_leads_to_the_first_upload(city):
    page = _read(city, "/office/intake/")

    assert "还没有上传过文件" in page
    assert "/office/intake/new/" in page


def test_who_may_bring_nothing_is_told_where_to_look(city):
    for who in ("district", "risk", "leader", "auditor"):
        assert "没有您可以查看的文件" in _read(city, "/office/intake/", who)
        assert "没有您可以使用的接入口" in _read(city, "/office/intake/new/", who)


def test_outlets_tell_their_basis_and_link_only_what_one_may_bring(city):
    page = _read(city, "/office/intake/outlets/")

    assert "市场主体登记管理条例" in page
    assert "国务院令第746号" in page
    assert "?outlet=regulator_record&amp;kind=listing_event" in page
    assert "?outlet=tax_record" not in page


def test_upload_asks_for_outlet_and_kind_first_and_explains_the_columns(city):
    assert 'type="file"' not in _read(city, "/office/intake/new/?outlet=tax_record&kind=statement")

    page = _read(city, "/office/intake/new/?outlet=regulator_record&kind=listing_event")

    assert 'type="file"' in page
    assert "选项：首次公开发行" in page
    assert "/office/intake/templates/listing_event.xlsx" in page


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_templates_open_as_what_they_are_called(city, form):
    answer = city.client("maker").get(f"/office/intake/templates/listing_event.{form}")

    assert answer.status_code == 200
    assert answer.content[:2] == (b"PK" if form == "xlsx" else b"\xef\xbb")
    assert city.client("maker").get("/office/intake/templates/gone.csv").status_code == 404
    assert city.client("maker").get("/office/intake/templates/loan.pdf").status_code == 404


def test_a_wrong_upload_says_why_and_keeps_what_was_entered(city):
    wrong = {
        "不接收“报表.pdf”这种格式": {"name": "报表.pdf"},
        "数据日期请写成": {"source_on": "昨天"},
        "晚于业务日": {"source_on": "2099-01-01"},
        "请先选择接入口": {"outlet": "tax_record"},
        "接入口不接收": {"kind": "statement"},
    }
    for says, given in wrong.items():
        answer = post(city, "maker", "一,二\n", **given)
        assert answer.status_code == 200
        assert says in answer.content.decode()
    assert 'value="2099-01-01"' in post(city, "maker", "x", source_on="2099-01-01").content.decode()
    assert not IntakeFile.objects.exists()


def test_with_script_only_the_words_come_back_so_the_chosen_file_stays(city):
    answer = post(city, "maker", "", htmx=True)

    assert answer.content.decode().lstrip().startswith('<div id="upload-wrong"')
    assert "文件是空的" in answer.content.decode()
    taken = post(city, "maker", events((firms(1)[0], IPO, "2024-03-01")), htmx=True)
    assert taken["HX-Redirect"].startswith("/office/intake/")


def test_the_same_file_again_leads_to_the_first_one(city):
    file = _good(city)
    one, two = firms(2)

    again = post(city, "maker", events((one, IPO, "2024-03-01"), (two, IPO, "2024-03-02"))).content.decode()

    assert "同一文件此前已经上传" in again
    assert _page(file) in again


def test_a_file_under_way_shows_its_progress_and_asks_again(city):
    post(city, "maker", events((firms(1)[0], IPO, "2024-03-01")))
    file = IntakeFile.objects.get()
    IntakeFile.objects.update(state="checking", rows_done=5000, rows_expected=20000)

    for address in ("/office/intake/", _page(file)):
        page = _read(city, address)
        assert 'max="20000" value="5000"' in page
        assert "hx-get" in page
    part = city.client("maker").get(_page(file), headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith("<div") and "正在逐行核对" in part


def test_a_good_file_is_written_once_confirmed_and_says_by_whom(city):
    file = _good(city)
    page = _read(city, _page(file))
    assert "没有错误，2 行可以写入" in page
    assert firms(1)[0].name in page

    answer = city.client("maker").post(f"{_page(file)}confirm/")
    apply(file)
    page = _read(city, _page(file))

    assert answer.status_code == 302
    assert "已写入 2 行" in page
    assert "陆明溪" in page
    assert "/office/quality/findings/?source=regulator_record" in page
    assert ListingEvent.objects.filter(batch=file.pk).count() == 2
    actions = set(AuditRecord.objects.filter(subject_kind="intake_file").values_list("action", flat=True))
    assert {"receive_file", "confirm_file", "apply_file"} <= actions


def test_a_correction_shows_the_old_value_beside_the_new_one(city):
    first = _good(city)
    city.client("maker").post(f"{_page(first)}confirm/")
    apply(first)

    page = _read(city, _page(_good(city, way=SHELL)))

    assert "没有错误，1 行可以写入" in page
    assert f"{IPO}</del>" in page.replace("\n", "")
    assert f"{SHELL}</ins>" in page.replace("\n", "")


def test_bad_rows_are_named_and_keep_the_file_from_being_written(city):
    one, two = firms(2)
    file = bring(city, "maker", events((one, IPO, "2024-02-30"), (two, IPO, "2024-03-02")))

    page = _read(city, _page(file))
    assert "有 1 处错误，还不能写入" in page
    assert all(words in page for words in ("第 2 行", "发生日期", "2024-02-30", "没有这一天"))
    assert "confirm/" not in page
    refused = city.client("maker").post(f"{_page(file)}confirm/", follow=True).content.decode()
    assert "不能写入" in refused
    assert "没有这一类" in _read(city, f"{_page(file)}?view=problems&severity=warning")


def test_problems_come_as_a_workbook(city):
    file = bring(city, "maker", events(*[(firms(1)[0], IPO, "不详")] * 25))

    answer = city.client("maker").get(f"{_page(file)}problems.xlsx")

    rows = list(openpyxl.load_workbook(BytesIO(answer.content)).worksheets[0].values)
    assert len(rows) == 26
    assert list(rows[1][2:4]) == ["发生日期", "不详"]
    assert "第 21 至 25 条" in _read(city, f"{_page(file)}?view=problems&page=2")


def test_columns_that_are_missing_are_matched_and_remembered(city):
    text = events((firms(1)[0], IPO, "2024-03-01"), header="代码一,企业名称,阶段,板块,方式,哪天")
    file = bring(city, "maker", text)
    page = _read(city, _page(file))
    assert "先对应列" in page

    columns = _read(city, f"{_page(file)}columns/")
    assert "缺少必填列：统一社会信用代码、发生日期。" in columns
    assert "F 列“哪天”" in columns
    half = city.client("maker").post(f"{_page(file)}columns/", {"column-0": "party_code"})
    assert half.status_code == 200
    assert "缺少必填列：发生日期。" in half.content.decode()

    day = next(name for name in _options(columns) if "on" in name or name == "valid_from")
    whole = city.client("maker").post(f"{_page(file)}columns/", {"column-0": "party_code", "column-5": day})
    assert whole.status_code == 302
    file.refresh_from_db()
    assert file.state == "received"
    assert "没有错误，1 行可以写入" in _read(city, _page(check(file)))
    assert SavedMapping.objects.get().mapping["代码一"] == "party_code"
    assert "照上次保存的对应办法" in _read(city, f"{_page(file)}columns/")


def _options(page: str) -> list[str]:
    return [
        part.split('"')[0] for part in page.split('option value="')[1:] if "发生日期" in part.split("<")[0]
    ]


def test_withdrawing_and_checking_again(city):
    file = _good(city)
    city.client("maker").post(f"{_page(file)}check/")
    file.refresh_from_db()
    assert file.state == "received"

    check(file)
    assert (
        "没有写入任何数据"
        in city.client("maker").post(f"{_page(file)}withdraw/", follow=True).content.decode()
    )
    file.refresh_from_db()
    assert file.state == "withdrawn"
    assert "核对结果" not in _read(city, _page(file))


def test_list_narrows_by_outlet_kind_and_state(city):
    file = _good(city)
    refused_file(city, "exchange_notice", "holding")

    assert file.name in _read(city, "/office/intake/?state=waiting")
    assert "旧表.csv" not in _read(city, "/office/intake/?state=waiting")
    assert "旧表.csv" in _read(city, "/office/intake/?outlet=exchange_notice&kind=holding&state=wrong")
    assert "没有符合这些条件的文件" in _read(city, "/office/intake/?kind=loan")
    assert file.name in _read(city, "/office/intake/?outlet=gone&kind=%00&state=x&page=99999")


def test_the_overseer_sees_a_banks_file_and_does_not_act_for_it(city):
    file = bring(city, "institution", loans((firms(1)[0], "甲1", 400000)))

    page = _read(city, _page(file))
    assert "不能代办" in page
    assert "confirm/" not in page
    assert "您不能使用" in city.client("maker").post(f"{_page(file)}confirm/", follow=True).content.decode()


@pytest.mark.parametrize("who", ["district", "risk"])
def test_files_of_others_are_not_found(city, who):
    file, client = _good(city), city.client(who)

    for end in ("", "columns/", "problems.xlsx"):
        assert client.get(_page(file) + end).status_code == 404
    for deed in ("confirm", "withdraw", "check", "columns"):
        assert client.post(f"{_page(file)}{deed}/").status_code == 404


def test_other_units_do_not_see_a_file(city):
    from gaodi.apps.accounts.models import Seat
    from gaodi.apps.regions.models import GovernmentUnit

    file = _good(city)
    Seat.objects.filter(user__username="fuhe").update(unit=GovernmentUnit.objects.get(code="finance"))

    assert city.client("checker").get(_page(file)).status_code == 404
    assert file.name not in _read(city, "/office/intake/", "checker")


def test_pages_need_few_queries(city, django_assert_max_num_queries):
    file, client = _good(city), city.client("maker")
    client.get("/office/intake/")
    addresses = (
        "/office/intake/", "/office/intake/outlets/", "/office/intake/new/?outlet=regulator_record&kind=listing_event",
        _page(file), f"{_page(file)}columns/",
    )  # fmt: skip
    for address in addresses:
        with django_assert_max_num_queries(15):
            client.get(address)
