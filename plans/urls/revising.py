"""Addresses of new versions of plans at work."""

from django.urls import path

from plans.views import revisions

urlpatterns = [
    path("plans/<int:pk>/new-version/", revisions.plan_revise, name="plan_revise"),
    path("imports/<int:pk>/compare/", revisions.import_compare, name="import_compare"),
]
