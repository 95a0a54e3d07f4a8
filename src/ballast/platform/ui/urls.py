from django.urls import path
from django.views.i18n import set_language

from . import gallery

app_name = "ui"
urlpatterns = [
    path("", gallery.gallery, name="gallery"),
    path("language/", set_language, name="language"),
]
