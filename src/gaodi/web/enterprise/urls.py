"""Addresses of the enterprise section."""

from django.urls import path

from gaodi.web.enterprise import acting, because, declared, declaring, documents, entitlements, profile

app_name = "enterprise"
urlpatterns = [
    path("", entitlements.show_entitlements, name="entitlements"),
    path("entitlements/<slug:code>/<slug:grain>/", because.show_because, name="because"),
    path(
        "entitlements/<slug:code>/<slug:grain>/next/<slug:step>/", because.show_because, name="because_next"
    ),
    path("facts/", profile.show_facts, name="facts"),
    path("facts/<str:path>/", profile.show_history, name="fact_history"),
    path("declared/", declared.show_declared, name="declared"),
    path("declared/<slug:kind>/", declaring.declare_row, name="declare"),
    path("declared/<slug:kind>/<int:row_id>/", declaring.declare_row, name="correct"),
    path("declared/<slug:kind>/<int:row_id>/withdraw/", declaring.withdraw_row, name="withdraw"),
    path("documents/", documents.show_documents, name="documents"),
    path("documents/<uuid:public_id>/", documents.open_document, name="document"),
    path("acting/", acting.choose_party, name="acting"),
]
