"""Addresses of reporting periods: the rule, the periods of a plan, and what its office does about one."""

from django.urls import path

from plans.views import entering, excusing, periods, receiving, reporting_rules, requesting

urlpatterns = [
    path("units/<int:pk>/reporting-rule/", reporting_rules.rule_edit, name="rule_edit"),
    path("plans/requests/new/", requesting.request_create, name="request_create"),
    path("plans/<int:pk>/periods/new/", periods.period_create, name="period_create"),
    path("periods/<int:pk>/", periods.period_detail, name="period_detail"),
    path("periods/<int:pk>/edit/", periods.period_edit, name="period_edit"),
    path("periods/<int:pk>/open/", periods.period_open, name="period_open"),
    path("periods/<int:pk>/lock/", periods.period_lock, name="period_lock"),
    path("periods/<int:pk>/accept/", receiving.report_accept_many, name="report_accept_many"),
    path("submissions/<int:pk>/reopen/", excusing.report_reopen, name="report_reopen"),
    path("submissions/<int:pk>/excuse/", excusing.report_excuse, name="report_excuse"),
    path("submissions/<int:pk>/enter/", entering.report_enter, name="report_enter"),
    path("submissions/<int:pk>/enter/draft/", entering.report_enter_draft, name="report_enter_draft"),
    path("rounds/<int:pk>/review/", receiving.round_review, name="round_review"),
]
