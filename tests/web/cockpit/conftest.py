"""The same small city as the office's tests."""

from tests.web.office.conftest import city, quick_pages

__all__ = ["city", "quick_pages"]
