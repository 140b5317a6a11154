"""URLs of the shell; mounted at the root."""

from __future__ import annotations

from django.urls import path

from gaodi.web.shell import examples, views

app_name = "shell"
urlpatterns = [
    path("large-print/", views.toggle_large_print, name="large_print"),
    path("logo.svg", views.show_logo, name="logo"),
    path("components/", examples.show_components, name="components"),
]
