"""Only the shell's own addresses, so that its tests do not wait for the sections."""

from django.urls import include, path

urlpatterns = [path("", include("gaodi.web.shell.urls"))]
