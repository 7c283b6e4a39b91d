"""Addresses of the register of documents."""

from django.urls import path

from plans.views import documents, settling

urlpatterns = [
    path("documents/", documents.document_list, name="document_list"),
    path("documents/new/", documents.document_create, name="document_create"),
    path("documents/<int:pk>/", documents.document_detail, name="document_detail"),
    path("documents/<int:pk>/edit/", documents.document_edit, name="document_edit"),
    path("documents/<int:pk>/lineage/", documents.document_lineage, name="document_lineage"),
    path("documents/<int:pk>/implements/", documents.document_implements, name="document_implements"),
    path("documents/<int:pk>/settle/", settling.document_settle, name="document_settle"),
    path("plans/<int:pk>/citations/new/", documents.citation_create, name="citation_create"),
]
