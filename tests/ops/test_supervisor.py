"""How `gaodi up` finds out that the first page is there, whatever address and proxy the instance was given."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.middleware.security import SecurityMiddleware
from django.test import RequestFactory, override_settings

from gaodi.config.environment import ROOT, Environment
from gaodi.ops.supervisor import address_of, answers

pytestmark = pytest.mark.no_database

SETTINGS = str(ROOT / "src/gaodi/config/settings.py")
YEAR = 365 * 24 * 3600


class Strict(BaseHTTPRequestHandler):
    """Answers like an instance behind an HTTPS proxy: another name is a bad request, plain HTTP is redirected."""

    def do_GET(self) -> None:
        secure = self.headers["X-Forwarded-Proto"] == "https"
        known = self.headers["Host"] in settings.ALLOWED_HOSTS
        self.send_response(400 if not known else 200 if secure else 301)
        self.end_headers()

    def log_message(self, *_: object, **__: object) -> None:
        """Nothing is said on the test's output."""


@pytest.fixture
def strict() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Strict)
    Thread(target=server.serve_forever, daemon=True).start()
    yield address_of(Environment(host="0.0.0.0", port=server.server_port))
    server.shutdown()
    server.server_close()


def test_look_is_answered_behind_a_proxy_and_on_every_address(strict: str) -> None:
    assert answers(strict)


@pytest.mark.parametrize(
    ("host", "reached"), [("0.0.0.0", "127.0.0.1"), ("127.0.0.1", "127.0.0.1"), ("10.0.0.7", "10.0.0.7")]
)
def test_every_address_is_reached_at_the_local_one(host: str, reached: str) -> None:
    assert address_of(Environment(host=host, port=8000)) == f"http://{reached}:8000/"


@pytest.mark.parametrize(
    ("https", "header", "seconds"), [("1", ("HTTP_X_FORWARDED_PROTO", "https"), YEAR), ("0", None, 0)]
)
def test_the_proxys_header_counts_only_behind_one(
    monkeypatch: pytest.MonkeyPatch, https: str, header: tuple[str, str] | None, seconds: int
) -> None:
    monkeypatch.setenv("GAODI_HTTPS", https)

    read = runpy.run_path(SETTINGS)

    assert (read["SECURE_PROXY_SSL_HEADER"], read["SECURE_HSTS_SECONDS"]) == (header, seconds)


@override_settings(
    SECURE_SSL_REDIRECT=True,
    SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"),
    SECURE_HSTS_SECONDS=YEAR,
)
def test_first_page_is_redirected_unless_the_proxy_vouches_for_it() -> None:
    behind = SecurityMiddleware(lambda request: HttpResponse("the first page"))
    asked = RequestFactory(headers={"host": "127.0.0.1"})

    plain = behind(asked.get("/"))
    proxied = behind(asked.get("/", headers={"x-forwarded-proto": "https"}))

    assert isinstance(plain, HttpResponse)
    assert isinstance(proxied, HttpResponse)
    assert (plain.status_code, proxied.status_code) == (301, 200)
    assert proxied["Strict-Transport-Security"] == f"max-age={YEAR}"
