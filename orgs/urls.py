"""Addresses of orgs, one line a page, grouped by noun."""

from django.urls import path

from orgs.views import accounts, communes, groups, imports, people, units

app_name = "orgs"

account_urls = [
    path("login/", accounts.Login.as_view(), name="login"),
    path("logout/", accounts.Logout.as_view(), name="logout"),
    path("password/", accounts.PasswordChange.as_view(), name="password_change"),
    path("account/", accounts.account, name="account"),
]

unit_urls = [
    path("units/", units.unit_list, name="unit_list"),
    path("units/<int:pk>/", units.unit_detail, name="unit_detail"),
    path("units/<int:pk>/history/", units.unit_history, name="unit_history"),
    path("units/<int:pk>/children/create/", units.unit_create, name="unit_create"),
    path("units/<int:pk>/children/order/", units.unit_order, name="unit_order"),
    path("units/<int:pk>/edit/", units.unit_edit, name="unit_edit"),
    path("units/<int:pk>/move/", units.unit_move, name="unit_move"),
    path("units/<int:pk>/end/", units.unit_end, name="unit_end"),
    path("units/<int:pk>/candidates/", units.unit_candidates, name="unit_candidates"),
    path("units/<int:pk>/candidates/<slug:kind>/", units.unit_candidates, name="unit_candidates"),
]

group_urls = [
    path("groups/", groups.group_list, name="group_list"),
    path("units/<int:pk>/groups/create/", groups.group_create, name="group_create"),
    path("groups/<int:pk>/", groups.group_detail, name="group_detail"),
    path("groups/<int:pk>/history/", groups.group_history, name="group_history"),
    path("groups/<int:pk>/edit/", groups.group_edit, name="group_edit"),
    path("groups/<int:pk>/members/", groups.group_members, name="group_members"),
]

user_urls = [
    path("users/", people.user_list, name="user_list"),
    path("units/<int:pk>/users/create/", people.user_create, name="user_create"),
    path("users/slips/", accounts.user_slips, name="user_slips"),
    path("users/<int:pk>/", people.user_detail, name="user_detail"),
    path("users/<int:pk>/history/", people.user_history, name="user_history"),
    path("users/<int:pk>/edit/", people.user_edit, name="user_edit"),
    path("users/<int:pk>/roles/create/", people.role_create, name="role_create"),
    path("roles/<int:pk>/delete/", people.role_delete, name="role_delete"),
    path("users/<int:pk>/hand-over/", people.user_hand_over, name="user_hand_over"),
    path("users/<int:pk>/slip/", accounts.user_slip, name="user_slip"),
    path("users/<int:pk>/reset/", accounts.user_reset, name="user_reset"),
    path("users/<int:pk>/unlock/", accounts.user_unlock, name="user_unlock"),
    path("users/<int:pk>/disable/", accounts.user_disable, name="user_disable"),
    path("users/<int:pk>/enable/", accounts.user_enable, name="user_enable"),
]

whole_urls = [
    path("units/<int:pk>/commune/", communes.commune_create, name="commune_create"),
    path("imports/units/", imports.import_create, name="import_create"),
    path("imports/units/save/", imports.import_save, name="import_save"),
    path("imports/units/template/", imports.import_template, name="import_template"),
]

urlpatterns = [*account_urls, *unit_urls, *group_urls, *user_urls, *whole_urls]
