"""Addresses of a unit's report: written, kept while it is typed, sent; and of one answer for several units."""

from django.urls import path

from plans.views import answering, submissions

urlpatterns = [
    path("submissions/<int:pk>/", submissions.submission_detail, name="submission_detail"),
    path("submissions/<int:pk>/draft/", submissions.submission_draft, name="submission_draft"),
    path("submissions/<int:pk>/nothing/", submissions.submission_nothing, name="submission_nothing"),
    path("occurrences/<int:pk>/answer-many/", answering.answer_many, name="answer_many"),
]
