"""Addresses of plans, their items, imports and handing out."""

from django.urls import path

from plans.views import amendments, imports, issuing, items, periods, plans, versions

urlpatterns = [
    path("plans/", plans.plan_list, name="plan_list"),
    path("plans/new/", plans.plan_create, name="plan_create"),
    path("plans/<int:pk>/", plans.plan_detail, name="plan_detail"),
    path("plans/<int:pk>/edit/", plans.plan_edit, name="plan_edit"),
    path("plans/<int:pk>/delete/", plans.plan_delete, name="plan_delete"),
    path("plans/<int:pk>/issue/", issuing.plan_issue, name="plan_issue"),
    path("plans/<int:pk>/versions/", versions.plan_versions, name="plan_versions"),
    path("versions/<int:pk>/file/", versions.version_file, name="version_file"),
    path("plans/<int:pk>/close/", plans.plan_close, name="plan_close"),
    path("plans/<int:pk>/deadline/", items.deadline_read, name="deadline_read"),
    path("plans/<int:pk>/items/new/", items.item_create, name="item_create"),
    path("items/<int:pk>/edit/", items.item_edit, name="item_edit"),
    path("items/<int:pk>/move/", items.item_move, name="item_move"),
    path("items/<int:pk>/delete/", items.item_delete, name="item_delete"),
    path("items/<int:pk>/amend/", amendments.item_amend, name="item_amend"),
    path("items/<int:pk>/drop/", amendments.item_drop, name="item_drop"),
    path("plans/<int:pk>/items/supplement/", amendments.item_supplement, name="item_supplement"),
    path("periods/<int:pk>/edit/", periods.period_edit, name="period_edit"),
    path("imports/new/", imports.import_create, name="import_create"),
    path("imports/<int:pk>/", imports.import_status, name="import_status"),
    path("imports/<int:pk>/review/", imports.import_review, name="import_review"),
    path("imports/<int:pk>/delete/", imports.import_delete, name="import_delete"),
]
