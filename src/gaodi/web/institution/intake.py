"""Data that an institution brings about its own business."""

from __future__ import annotations

from gaodi.web.institution.gate import institutions_only
from gaodi.web.shell.intake.place import Place
from gaodi.web.shell.intake.urls import intake_urls

PLACE = Place("institution", "shell/base_public.html", "数据报送")

urlpatterns = intake_urls(PLACE, institutions_only)
