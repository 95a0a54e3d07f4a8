from django.urls import path

from .views import agenda, gatherings, graded, meeting, meetings, minutes, papers, topic

app_name = "meetings"
urlpatterns = [
    path("", meetings.meetings, name="meetings"),
    path("export/", meetings.export, name="export"),
    path("new/", meetings.plan, name="plan"),
    path("dispatch/", graded.dispatch, name="dispatch"),
    path("dispatch/edit/", graded.edit, name="edit_dispatch"),
    path("events/", gatherings.gatherings, name="gatherings"),
    path("events/new/", gatherings.enter, name="enter_gathering"),
    path("events/<int:pk>/", gatherings.gathering, name="gathering"),
    path("events/<int:pk>/export/", gatherings.export, name="gathering_export"),
    path("events/<int:pk>/looks/<int:look>/", gatherings.close_look, name="close_look"),
    path("<str:number>/", meeting.meeting, name="meeting"),
    path("<str:number>/amend/", meeting.amend, name="amend"),
    path("<str:number>/move/", meeting.move, name="move"),
    path("<str:number>/attendance/", meeting.attendance, name="attendance"),
    path("<str:number>/papers/", papers.draft, name="draft_paper"),
    path("<str:number>/route/", gatherings.route, name="route"),
    path("<str:number>/agenda/", agenda.agenda, name="agenda"),
    path("<str:number>/agenda/ask/", agenda.ask, name="ask"),
    path("<str:number>/agenda/propose/", agenda.propose, name="propose"),
    path("<str:number>/agenda/admit/", agenda.admit, name="admit"),
    path("<str:number>/agenda/back/", agenda.send_back, name="send_back"),
    path("<str:number>/agenda/place/", agenda.place, name="place"),
    path("<str:number>/topics/<int:pk>/", topic.topic, name="topic"),
    path("<str:number>/topics/<int:pk>/advise/", topic.advise, name="advise"),
    path("<str:number>/topics/<int:pk>/opinions/", topic.ask_opinions, name="ask_opinions"),
    path("<str:number>/topics/<int:pk>/opinions/<int:opinion>/", topic.opine, name="opine"),
    path("<str:number>/minutes/", minutes.minutes, name="minutes"),
    path("<str:number>/minutes/export/", minutes.export, name="decisions_export"),
    path("<str:number>/minutes/decide/", minutes.decide, name="decide"),
    path("<str:number>/minutes/speak/", minutes.speak, name="speak"),
    path("<str:number>/minutes/undo/", minutes.undo, name="undo"),
]
