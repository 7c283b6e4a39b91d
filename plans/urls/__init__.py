"""Addresses of plans, one line a page, grouped by noun."""

from plans.urls import documents, entering, extensions, indicators, periods, reminders, revising, submitting, work

app_name = "plans"

urlpatterns = [
    *entering.urlpatterns,
    *documents.urlpatterns,
    *revising.urlpatterns,
    *extensions.urlpatterns,
    *indicators.urlpatterns,
    *periods.urlpatterns,
    *reminders.urlpatterns,
    *submitting.urlpatterns,
    *work.urlpatterns,
]
