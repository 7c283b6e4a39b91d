"""Addresses of the work: rows, progress, taking in, search and history."""

from django.urls import path

from plans.views import attachments, decisions, handover, history, merging, progress, review, search, work

row_urls = [
    path("work/", work.work_list, name="work_list"),
    path("work/rows/", work.work_table, name="work_table"),
    path("occurrences/<int:pk>/", work.occurrence_detail, name="occurrence_detail"),
    path("occurrences/<int:pk>/history/", history.occurrence_history, name="occurrence_history"),
    path("occurrences/<int:pk>/decisions/create/", decisions.decision_create, name="decision_create"),
    path("occurrences/<int:pk>/person/", decisions.person_edit, name="person_edit"),
]

progress_urls = [
    path("occurrences/<int:pk>/progress/", progress.progress_create, name="progress_create"),
    path("occurrences/<int:pk>/progress/enter/", progress.progress_enter, name="progress_enter"),
    path("occurrences/<int:pk>/progress/object/", progress.progress_object, name="progress_object"),
    path("occurrences/<int:pk>/draft/", progress.draft_save, name="draft_save"),
    path("occurrences/<int:pk>/draft/discard/", progress.draft_discard, name="draft_discard"),
    path("attachments/<int:pk>/", attachments.attachment_download, name="attachment_download"),
]

review_urls = [
    path("desk/", review.desk, name="desk"),
    path("updates/<int:pk>/review/", review.review_create, name="review_create"),
    path("reviews/accept/", review.review_accept_many, name="review_accept_many"),
]

urlpatterns = [
    *row_urls,
    *progress_urls,
    *review_urls,
    path("search/", search.search, name="search"),
    path("plans/<int:pk>/history/", history.plan_history, name="plan_history"),
    path("users/<int:pk>/hand-over/", handover.handover, name="handover"),
    path("units/<int:pk>/end/", merging.unit_end, name="unit_end"),
]
