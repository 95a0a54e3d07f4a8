from django.urls import path

from .views import explaining, lamps

app_name = "alerts"
urlpatterns = [
    path("projects/<str:number>/lamps/", lamps.panel, name="panel"),
    path("projects/<str:number>/lamps/<str:period>/", explaining.explained, name="explained"),
]
