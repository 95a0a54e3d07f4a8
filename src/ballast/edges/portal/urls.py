from django.urls import path

from . import cards, directory, views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("projects/", views.projects, name="projects"),
    path("projects/export/", views.export, name="export"),
    path("projects/cards/", cards.cards, name="cards"),
    path("projects/<str:number>/card/", cards.card, name="card"),
    path("people/export/", directory.people, name="people_export"),
    path("units/export/", directory.units, name="units_export"),
    path("bulletin/", views.bulletin, name="bulletin"),
]
