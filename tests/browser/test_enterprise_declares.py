"""An enterprise declares its people with a document, sees both figures, and withdraws its own."""

from __future__ import annotations

from playwright.sync_api import expect

NAMES = {"name": "人员名册.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 a list of names"}


def test_declared_headcount_stands_beside_the_checked_one_until_it_is_withdrawn(site, visitor):
    page = visitor()
    site.sign_in(page, "qiye")

    page.get_by_role("link", name="企业档案").first.click()
    page.get_by_role("link", name="申报或更正").click()
    page.get_by_role("link", name="申报人员情况").click()
    page.get_by_label("从业人员").fill("六百多人")
    page.get_by_label("上传一份").set_input_files(NAMES)
    page.get_by_role("button", name="确认申报").click()
    expect(page.get_by_text("没有保存，填过的内容都还在。")).to_be_visible()
    expect(page.get_by_label("从业人员")).to_have_value("六百多人")

    page.get_by_label("从业人员").fill("999")
    page.get_by_role("button", name="确认申报").click()
    expect(page.get_by_text("已申报：人员情况。")).to_be_visible()
    own = page.get_by_role("region", name="人员情况")
    expect(own.get_by_text("申报，另有已核")).to_be_visible()
    expect(own.get_by_text("999 人")).to_be_visible()
    expect(own.get_by_text("两数不同")).to_be_visible()
    with page.expect_download() as coming:
        own.get_by_role("link", name="人员名册.pdf").click()
    assert coming.value.suggested_filename == "人员名册.pdf"

    own.get_by_text("撤回", exact=True).click()
    own.get_by_role("button", name="确认撤回").click()
    expect(page.get_by_text("已撤回：人员情况。")).to_be_visible()
    expect(page.get_by_text("还没有申报")).to_be_visible()
