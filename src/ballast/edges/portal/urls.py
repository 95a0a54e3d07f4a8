from django.urls import path

from . import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("projects/", views.projects, name="projects"),
    path("projects/export/", views.export, name="export"),
    path("bulletin/", views.bulletin, name="bulletin"),
]
