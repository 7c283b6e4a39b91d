"""Addresses of requests for more time."""

from django.urls import path

from plans.views import extensions

urlpatterns = [
    path("extensions/", extensions.extension_list, name="extension_list"),
    path("occurrences/<int:pk>/extensions/create/", extensions.extension_create, name="extension_create"),
    path("extensions/<int:pk>/decide/", extensions.extension_decide, name="extension_decide"),
]
