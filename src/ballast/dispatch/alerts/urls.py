from django.urls import path

from .views import lamps

app_name = "alerts"
urlpatterns = [path("projects/<str:number>/lamps/", lamps.panel, name="panel")]
