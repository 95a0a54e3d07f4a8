from django.urls import path
from django.views.i18n import set_language

from . import gallery, sizes

app_name = "ui"
urlpatterns = [
    path("", gallery.gallery, name="gallery"),
    path("size/", sizes.choose, name="size"),
    path("language/", set_language, name="language"),
]
