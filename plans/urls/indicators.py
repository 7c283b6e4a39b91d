"""Addresses of figures, targets and the register of initiatives."""

from django.urls import path

from plans.views import figures, indicators, initiatives, targets

urlpatterns = [
    path("periods/<int:pk>/indicators/", indicators.indicator_edit, name="indicator_edit"),
    path("periods/<int:pk>/figures/", figures.figure_list, name="figure_list"),
    path("submissions/<int:pk>/figures/", figures.figure_edit, name="figure_edit"),
    path("submissions/<int:pk>/figures/keep/", figures.figure_keep, name="figure_keep"),
    path("plans/<int:pk>/targets/", targets.target_list, name="target_list"),
    path("plans/<int:pk>/targets/beside/", targets.target_beside, name="target_beside"),
    path("targets/<int:pk>/", targets.target_detail, name="target_detail"),
    path("targets/<int:pk>/edit/", targets.target_edit, name="target_edit"),
    path("initiatives/", initiatives.initiative_list, name="initiative_list"),
    path("initiatives/annex/", initiatives.initiative_annex, name="initiative_annex"),
    path("initiatives/new/", initiatives.initiative_create, name="initiative_create"),
    path("initiatives/<int:pk>/", initiatives.initiative_detail, name="initiative_detail"),
    path("initiatives/<int:pk>/edit/", initiatives.initiative_edit, name="initiative_edit"),
    path("initiatives/<int:pk>/recognize/", initiatives.initiative_recognize, name="initiative_recognize"),
]
