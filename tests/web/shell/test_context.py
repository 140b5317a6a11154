"""The frame of a request, also where the middleware has not run."""

import pytest
from django.test import RequestFactory

from gaodi.web.shell.context import read_shell, section_of
from gaodi.web.shell.navigation import Navigation

pytestmark = pytest.mark.no_database


def test_section_is_the_first_namespace_of_the_address():
    request = RequestFactory().get("/office/today/")
    request.resolver_match = type("Match", (), {"namespaces": ["office"]})()

    assert section_of(request) == "office"


def test_address_without_a_section_is_public():
    assert section_of(RequestFactory().get("/")) == "public"


def test_error_before_the_middleware_has_a_plain_frame(monkeypatch):
    monkeypatch.setattr("gaodi.web.shell.context.navigation", Navigation())

    shell = read_shell(RequestFactory().get("/broken/"))

    assert (shell.is_demo, shell.viewer.is_anonymous, shell.nav) == (False, True, ())


def test_print_size_comes_back_to_the_page(monkeypatch):
    monkeypatch.setattr("gaodi.web.shell.context.navigation", Navigation())

    shell = read_shell(RequestFactory().get("/policies/?page=2"))

    assert shell.large_print_href == "/large-print/?next=%2Fpolicies%2F%3Fpage%3D2"
