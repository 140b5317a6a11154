"""Addresses of the enterprise section."""

from django.urls import URLPattern

app_name = "enterprise"
urlpatterns: list[URLPattern] = []
