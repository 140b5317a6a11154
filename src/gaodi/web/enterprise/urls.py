"""Addresses of the enterprise section."""

from django.urls import path

from gaodi.web.enterprise import acting, because, entitlements, held

app_name = "enterprise"
urlpatterns = [
    path("", entitlements.show_entitlements, name="entitlements"),
    path("entitlements/<slug:code>/<slug:grain>/", because.show_because, name="because"),
    path(
        "entitlements/<slug:code>/<slug:grain>/next/<slug:step>/", because.show_because, name="because_next"
    ),
    path("facts/", held.show_facts, name="facts"),
    path("acting/", acting.choose_party, name="acting"),
]
