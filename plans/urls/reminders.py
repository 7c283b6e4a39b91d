"""Addresses of reminders, and of urging units that are late."""

from django.urls import path

from plans.views import reminders

urlpatterns = [
    path("reminders/", reminders.reminder_list, name="reminder_list"),
]
