"""Addresses of reporting periods: the rule, the periods of a plan, and what its office does about one."""

from django.urls import path

from plans.views import periods, reporting_rules

urlpatterns = [
    path("units/<int:pk>/reporting-rule/", reporting_rules.rule_edit, name="rule_edit"),
    path("periods/<int:pk>/edit/", periods.period_edit, name="period_edit"),
]
