"""Addresses of the work: rows, progress, taking in, search and history."""

from django.urls.resolvers import URLPattern

urlpatterns: list[URLPattern] = []
