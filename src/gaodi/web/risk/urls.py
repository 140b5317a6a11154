"""Addresses of the risk section."""

from django.urls import URLPattern

app_name = "risk"
urlpatterns: list[URLPattern] = []
