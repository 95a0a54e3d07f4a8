from django.urls import path

from .views import editing

app_name = "projects"
urlpatterns = [
    path("new/", editing.new, name="new"),
    path("similar/", editing.similar, name="similar"),
    path("<str:number>/edit/", editing.edit, name="edit"),
    path("<str:number>/edit/<slug:act>/", editing.change, name="change"),
]
