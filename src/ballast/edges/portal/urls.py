from django.urls import path

from . import cards, directory, figures, journal, papers_about, settings, start, views
from .cockpit import views as cockpit

app_name = "portal"
urlpatterns = [
    path("", start.home, name="home"),
    path("cockpit/", cockpit.cockpit, name="cockpit"),
    path("cockpit/brief/", cockpit.brief, name="brief"),
    path("wall/", cockpit.wall, name="wall"),
    path("projects/", views.projects, name="projects"),
    path("projects/counts/", views.counts, name="counts"),
    path("projects/export/", views.export, name="export"),
    path("projects/cards/", cards.cards, name="cards"),
    path("projects/<str:number>/card/", cards.card, name="card"),
    path("projects/<str:number>/figures/", figures.figures, name="figures"),
    path("projects/<str:number>/papers/", papers_about.about, name="papers"),
    path("journal/", journal.journal, name="journal"),
    path("journal/export/", journal.export, name="journal_export"),
    path("journal/<int:pk>/", journal.entry, name="journal_entry"),
    path("settings/", settings.settings, name="settings"),
    path("settings/thresholds/", settings.thresholds, name="thresholds"),
    path("people/export/", directory.people, name="people_export"),
    path("units/export/", directory.units, name="units_export"),
    path("bulletin/", views.bulletin, name="bulletin"),
]
