"""The small city, judged once, and plain static files."""

from tests.web.office.conftest import city, quick_pages

__all__ = ["city", "quick_pages"]
