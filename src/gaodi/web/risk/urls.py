"""Addresses of the risk section."""

from __future__ import annotations

from django.urls import path

from gaodi.web.risk import overview

app_name = "risk"
urlpatterns = [path("", overview.show_overview, name="overview")]
