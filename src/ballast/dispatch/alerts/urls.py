from django.urls import path

from . import views

app_name = "alerts"
urlpatterns = [path("projects/<str:number>/lamps/", views.panel, name="panel")]
