"""Rule sets bound to fact tables: sweeps, outcomes, explanations."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "gaodi.apps.assessments"
    label = "assessments"
