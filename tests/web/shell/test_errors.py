"""Pages for what went wrong say whose fault it is, even where nothing else works."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from gaodi.web.shell.errors import our_fault


@pytest.mark.no_database
def test_plain_page_is_shown_where_the_page_of_errors_fails(monkeypatch, caplog):
    def broken(*_args, **_kwargs):
        raise RuntimeError("no styles")

    monkeypatch.setattr("gaodi.web.shell.errors.render", broken)

    response = our_fault(RequestFactory().get("/policy/5/"))

    assert response.status_code == 500
    assert "不是您的操作有误" in response.content.decode()
    assert "no styles" in caplog.text
