"""Addresses of the office section."""

from __future__ import annotations

from django.urls import path

from gaodi.web.office import (
    audit,
    because,
    companies,
    companies_file,
    companies_saved,
    company,
    day,
    intake,
    outcomes,
    programmes,
    quality,
    today,
)

app_name = "office"
urlpatterns = [
    path("", today.show_today, name="today"),
    path("outcomes/", outcomes.show_outcomes, name="outcomes"),
    path("companies/", companies.show_companies, name="companies"),
    path("companies/file/", companies_file.take_companies, name="companies_file"),
    path("companies/views/", companies_saved.save_companies_view, name="save_companies_view"),
    path(
        "companies/views/<uuid:public_id>/",
        companies_saved.change_companies_view,
        name="change_companies_view",
    ),
    path("companies/<uuid:public_id>/", company.show_company, name="company"),
    path(
        "companies/<uuid:public_id>/because/<slug:code>/<slug:grain>/", because.show_because, name="because"
    ),
    path("programmes/", programmes.show_programmes, name="programmes"),
    *intake.urlpatterns,
    path("quality/", quality.show_quality, name="quality"),
    path("quality/findings/", quality.show_findings, name="findings"),
    path("day/", day.show_day, name="day"),
    path("day/move/", day.move_day, name="move_day"),
    path("audit/", audit.show_audit, name="audit"),
    path("audit/<int:number>/", audit.show_line, name="audit_line"),
    path("audit/verify/", audit.verify_audit, name="verify_audit"),
]
