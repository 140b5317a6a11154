"""What every request is told once: who asks, which business day, which instance; and headers of every answer."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from gaodi.apps.accounts.selectors import build_viewer, say_powers
from gaodi.kernel import clock
from gaodi.kernel.instance import get_instance
from gaodi.kernel.once import remembering
from gaodi.web.shell.face import read_face

Handler = Callable[[HttpRequest], HttpResponse]

CONTENT_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"
)


class RequestFactsMiddleware:
    """Sets `request.viewer`, `request.business_day` and `request.instance`; views pass them on as arguments."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with remembering():
            self._tell(request)
            return self.get_response(request)

    def _tell(self, request: HttpRequest) -> None:
        request.instance = get_instance()  # type: ignore[attr-defined]
        request.business_day = clock.business_day()  # type: ignore[attr-defined]
        chosen = request.session.get("party_id")
        request.region_face = read_face()  # type: ignore[attr-defined]
        request.viewer = build_viewer(request.user, on=request.business_day, party_id=chosen)  # type: ignore[attr-defined]
        request.viewer_powers = say_powers(request.viewer, on=request.business_day)  # type: ignore[attr-defined]


class SecurityHeadersMiddleware:
    """No script, style or call from elsewhere; private pages are not kept by shared caches."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        if request.viewer.user_id is not None:  # type: ignore[attr-defined]
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response
