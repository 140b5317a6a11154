"""Addresses of the office section."""

from django.urls import URLPattern

app_name = "office"
urlpatterns: list[URLPattern] = []
