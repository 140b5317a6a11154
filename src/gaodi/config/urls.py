"""Every address of Gaodi: one section an audience."""

from django.urls import include, path

from gaodi.web.shell.signin import start

urlpatterns = [
    path("start/", start, name="start"),
    path("", include("gaodi.web.public.urls")),
    path("", include("gaodi.web.shell.urls")),
    path("account/", include("gaodi.web.shell.account_urls")),
    path("enterprise/", include("gaodi.web.enterprise.urls")),
    path("institution/", include("gaodi.web.institution.urls")),
    path("office/", include("gaodi.web.office.urls")),
    path("risk/", include("gaodi.web.risk.urls")),
    path("cockpit/", include("gaodi.web.cockpit.urls")),
]

handler403 = "gaodi.web.shell.errors.no_right"
handler404 = "gaodi.web.shell.errors.not_found"
handler500 = "gaodi.web.shell.errors.our_fault"
