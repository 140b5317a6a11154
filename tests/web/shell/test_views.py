"""The example page, the print size and the logo."""

import re
from types import SimpleNamespace

import pytest
from django.test import RequestFactory

from gaodi.web.shell import context
from gaodi.web.shell.examples import show_components
from gaodi.web.shell.navigation import Navigation
from gaodi.web.shell.views import show_logo, toggle_large_print

pytestmark = pytest.mark.no_database


@pytest.fixture(autouse=True)
def _without_menus(monkeypatch):
    monkeypatch.setattr(context, "navigation", Navigation())


def ask(path, **cookies):
    request = RequestFactory().get(path)
    request.COOKIES.update(cookies)
    return request


@pytest.mark.parametrize("frame", ["public", "office"])
def test_example_page_stands_in_both_frames(frame):
    page = show_components(ask(f"/components/?frame={frame}")).content.decode()

    assert "接下来什么会改变它" in page
    assert ("gd-rail" in page) is (frame == "office")


def test_no_page_needs_inline_styles_or_scripts():
    page = show_components(ask("/components/")).content.decode()

    assert not re.search(r'\sstyle="|\son[a-z]+="|<style', page)
    assert not re.search(r'<script(?![^>]*(?:src=|type="application/json"))', page)


def test_every_id_is_given_once():
    ids = re.findall(r'\sid="([^"]+)"', show_components(ask("/components/")).content.decode())

    assert len(ids) == len(set(ids))


def test_ribbon_is_absent_on_a_live_instance():
    request = ask("/components/")
    request.instance = SimpleNamespace(is_demo=False)

    assert "gd-ribbon" not in show_components(request).content.decode()


def test_large_print_is_remembered_and_taken_back():
    on = toggle_large_print(ask("/large-print/?next=/policies/"))
    off = toggle_large_print(ask("/large-print/?next=/policies/", gaodi_large_print="1"))

    assert (on.url, on.cookies["gaodi_large_print"].value) == ("/policies/", "1")
    assert off.cookies["gaodi_large_print"].value == ""


def test_large_print_does_not_lead_elsewhere():
    assert toggle_large_print(ask("/large-print/?next=//evil.example/")).url == "/"


def test_large_print_marks_the_page():
    assert 'class="gd-large"' in show_components(ask("/components/", gaodi_large_print="1")).content.decode()


def test_logo_is_drawn_from_the_tiles():
    response = show_logo(ask("/logo.svg"))

    assert response["Content-Type"] == "image/svg+xml"
    assert response.content.count(b"<polygon") == 7
