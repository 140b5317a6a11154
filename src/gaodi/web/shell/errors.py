"""Pages for what went wrong: whose fault it is, what was kept, what to do next."""

from __future__ import annotations

import logging
import uuid

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

log = logging.getLogger(__name__)


class NoRight(PermissionDenied):
    """The viewer may not enter; `who_may` and `how` say who may and how to ask."""

    def __init__(self, who_may: str, how: str) -> None:
        self.who_may, self.how = who_may, how
        super().__init__(who_may)


def no_right(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: who may see this, and how to ask for it. The menu is the public one: that of a closed section leads nowhere."""
    request.section = "public"  # type: ignore[attr-defined]
    context = {
        "who_may": getattr(exception, "who_may", "有相应授权的人员"),
        "how": getattr(exception, "how", "请联系本单位管理员开通，或换一个身份登录。"),
    }
    return render(request, "shell/403.html", context, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing lives at this address, or nothing that this viewer may know of."""
    return render(request, "shell/404.html", {"path": request.path}, status=404)


#: What is said where not even the page of errors can be drawn: no styles, no database, no menu.
_PLAIN = """<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8"><title>平台出错</title></head><body>
<h1>平台出错，不是您的操作有误</h1><p>已提交的内容都已保存；未提交的，请返回上一页重试。报修请报编号 {number}。</p>
</body></html>"""


def our_fault(request: HttpRequest) -> HttpResponse:
    """500: our mistake, with a number to quote that stands in the log as well."""
    number = uuid.uuid4().hex[:8]
    log.error("our fault %s at %s", number, request.path)
    try:
        return render(request, "shell/500.html", {"number": number}, status=500)
    except Exception:
        log.exception("the page of errors itself failed, at %s", number)
        return HttpResponse(_PLAIN.format(number=number), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that did not come from our own page, or whose session ended meanwhile."""
    context = {
        "who_may": "从本站页面提交的表单",
        "how": "页面可能放置过久。请返回上一页刷新后再提交，已填内容由浏览器保留。",
    }
    return render(request, "shell/403.html", context, status=403)
