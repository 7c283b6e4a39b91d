"""Every address of the program."""

from django.urls import include, path

from danvan import views

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.health, name="health"),
    path("", include("orgs.urls")),
    path("", include("plans.urls")),
    path("", include("reports.urls")),
]
