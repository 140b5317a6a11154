"""Addresses of the public section; mounted at the root."""

from __future__ import annotations

from django.urls import path

from gaodi.web.public import article, home, listings, notes, programme, search, unit

app_name = "public"
urlpatterns = [
    path("", home.show_home, name="home"),
    path("policy/", article.show_policy, name="policy"),
    path("policy/<int:number>/", article.show_article, name="article"),
    path("programmes/", programme.show_programmes, name="programmes"),
    path("programmes/<slug:code>/", programme.show_programme, name="programme"),
    path("listings/", listings.show_listings, name="listings"),
    path("units/<slug:code>/", unit.show_unit, name="unit"),
    path("search/", search.show_search, name="search"),
    path("about-data/", notes.show_about_data, name="about_data"),
    path("accessibility/", notes.show_accessibility, name="accessibility"),
    path("help/", notes.show_help, name="help"),
]
