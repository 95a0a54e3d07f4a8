from django.urls import path

from . import views

app_name = "notices"
urlpatterns = [
    path("", views.notices, name="notices"),
    path("count/", views.count, name="count"),
    path("read/", views.read, name="read"),
    path("<int:pk>/", views.follow, name="follow"),
]
