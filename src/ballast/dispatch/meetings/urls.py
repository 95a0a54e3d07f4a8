from django.urls import path

from .views import graded, meeting, meetings

app_name = "meetings"
urlpatterns = [
    path("", meetings.meetings, name="meetings"),
    path("export/", meetings.export, name="export"),
    path("new/", meetings.plan, name="plan"),
    path("dispatch/", graded.dispatch, name="dispatch"),
    path("dispatch/edit/", graded.edit, name="edit_dispatch"),
    path("<str:number>/", meeting.meeting, name="meeting"),
    path("<str:number>/amend/", meeting.amend, name="amend"),
    path("<str:number>/move/", meeting.move, name="move"),
    path("<str:number>/attendance/", meeting.attendance, name="attendance"),
]
