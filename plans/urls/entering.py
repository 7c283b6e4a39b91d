"""Addresses of plans, their items, imports and handing out."""

from django.urls.resolvers import URLPattern

urlpatterns: list[URLPattern] = []
