"""Addresses of a unit's report: written, kept while it is typed, sent; and of one answer for several units."""

from django.urls import path

from plans.views import answering, own_reports, submissions

urlpatterns = [
    path("submissions/<int:pk>/", submissions.submission_detail, name="submission_detail"),
    path("submissions/<int:pk>/draft/", submissions.submission_draft, name="submission_draft"),
    path("submissions/<int:pk>/nothing/", submissions.submission_nothing, name="submission_nothing"),
    path("submissions/<int:pk>/file/", own_reports.submission_file, name="submission_file"),
    path("rounds/<int:pk>/file/", own_reports.round_file, name="round_file"),
    path("occurrences/<int:pk>/answer-many/", answering.answer_many, name="answer_many"),
]
