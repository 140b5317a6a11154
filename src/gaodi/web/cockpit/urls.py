"""Addresses of the cockpit section."""

from __future__ import annotations

from django.urls import path

from gaodi.web.cockpit import overview

app_name = "cockpit"
urlpatterns = [path("", overview.show_overview, name="overview")]
