from django.urls import path

from . import (
    cards,
    chosen,
    directory,
    figures,
    journal,
    papers_about,
    responsibility,
    rolling,
    saved,
    settings,
    start,
    views,
)
from .cockpit import views as cockpit
from .loop import views as loop_views
from .map import boundaries, picker
from .map import views as map_views

app_name = "portal"
urlpatterns = [
    path("", start.home, name="home"),
    path("cockpit/", cockpit.cockpit, name="cockpit"),
    path("cockpit/brief/", cockpit.brief, name="brief"),
    path("loop/", loop_views.loop, name="loop"),
    path("lists/months/", rolling.rolling, name="rolling"),
    path("lists/months/export/", rolling.export, name="rolling_export"),
    path("wall/", cockpit.wall, name="wall"),
    path("projects/", views.projects, name="projects"),
    path("projects/counts/", views.counts, name="counts"),
    path("projects/chosen/", chosen.chosen, name="chosen"),
    path("projects/views/", saved.views, name="views"),
    path("projects/views/save/", saved.save, name="save_view"),
    path("projects/views/<int:view>/", saved.change, name="view"),
    path("projects/export/", views.export, name="export"),
    path("projects/cards/", cards.cards, name="cards"),
    path("projects/<str:number>/card/", cards.card, name="card"),
    path("projects/<str:number>/figures/", figures.figures, name="figures"),
    path("projects/<str:number>/papers/", papers_about.about, name="papers"),
    path("journal/", journal.journal, name="journal"),
    path("journal/export/", journal.export, name="journal_export"),
    path("journal/<int:pk>/", journal.entry, name="journal_entry"),
    path("responsibility/", responsibility.responsibility, name="responsibility"),
    path("responsibility/export/", responsibility.export, name="responsibility_export"),
    path("responsibility/held/", responsibility.held, name="held"),
    path("settings/", settings.settings, name="settings"),
    path("settings/thresholds/", settings.thresholds, name="thresholds"),
    path("people/export/", directory.people, name="people_export"),
    path("units/export/", directory.units, name="units_export"),
    path("bulletin/", views.bulletin, name="bulletin"),
    path("map/", map_views.city, name="map"),
    path("map/panel/", map_views.panel, name="map_panel"),
    path("map/points/", map_views.points, name="map_points"),
    path("map/outlines/<int:pk>/", map_views.outlines, name="map_outlines"),
    path("map/picker/", picker.picker, name="map_picker"),
    path("boundaries/", boundaries.boundaries, name="boundaries"),
    path("boundaries/bring/", boundaries.bring, name="boundaries_bring"),
    path("boundaries/<int:pk>/withdraw/", boundaries.take_back, name="boundaries_withdraw"),
]
