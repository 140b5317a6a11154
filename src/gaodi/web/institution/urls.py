"""Addresses of the institution section."""

from __future__ import annotations

from django.urls import path

from gaodi.web.institution import intake, overview

app_name = "institution"
urlpatterns = [path("", overview.show_overview, name="overview"), *intake.urlpatterns]
