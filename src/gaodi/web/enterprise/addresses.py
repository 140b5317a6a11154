"""Where the pages of an entitlement stand."""

from __future__ import annotations

from django.urls import reverse

from gaodi.apps.programmes.selectors import Entitlement


def because_href(item: Entitlement) -> str:
    """The page that gives the reason of one row."""
    where = [item.programme.code, item.grain_id]
    if item.step:
        return reverse("enterprise:because_next", args=[*where, item.step])
    return reverse("enterprise:because", args=where)
