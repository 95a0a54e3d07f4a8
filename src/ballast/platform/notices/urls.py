from django.urls import path

from .views import log, reading, settings

app_name = "notices"
urlpatterns = [
    path("", reading.notices, name="notices"),
    path("count/", reading.count, name="count"),
    path("read/", reading.read, name="read"),
    path("settings/", settings.settings, name="settings"),
    path("settings/test/", settings.test, name="test"),
    path("log/", log.log, name="log"),
    path("log/again/", log.again, name="again"),
    path("log/webhook/", log.webhook, name="webhook"),
    path("<int:pk>/", reading.follow, name="follow"),
]
