"""Every address of the program."""

from django.urls import include, path

from danvan import views

urlpatterns = [
    path("", views.home, name="home"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("healthz", views.health, name="health"),
    # plans before orgs: its pages of handing over and of a unit's end stand in the place of orgs', and pass work too
    path("", include("plans.urls")),
    path("", include("orgs.urls")),
    path("", include("reports.urls")),
]
