"""Every address of the program."""

from django.urls import include, path

from danvan import views

urlpatterns = [
    path("", views.home, name="home"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("healthz", views.health, name="health"),
    # plans before orgs: its page of handing over stands in the place of orgs', and passes drafts and turns too
    path("", include("plans.urls")),
    path("", include("orgs.urls")),
    path("", include("reports.urls")),
]
