"""Addresses of reminders, and of urging units that are late."""

from django.urls import path

from plans.views import reminders, urging

urlpatterns = [
    path("reminders/", reminders.reminder_list, name="reminder_list"),
    path("urging/", urging.urging_list, name="urging_list"),
    path("urging/message/", urging.urging_message_all, name="urging_message_all"),
    path("urging/units/<int:pk>/", urging.urging_message, name="urging_message"),
]
