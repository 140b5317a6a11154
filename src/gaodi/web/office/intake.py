"""Data coming in through the outlets of one's unit, and of those that it oversees."""

from __future__ import annotations

from gaodi.web.office.gate import office_only
from gaodi.web.shell.intake.place import Place
from gaodi.web.shell.intake.urls import intake_urls

PLACE = Place("office", "shell/base_office.html", "数据接入", findings="office:findings")

urlpatterns = intake_urls(PLACE, office_only)
