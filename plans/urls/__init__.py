"""Addresses of plans, one line a page, grouped by noun."""

from plans.urls import entering, work

app_name = "plans"

urlpatterns = [*entering.urlpatterns, *work.urlpatterns]
