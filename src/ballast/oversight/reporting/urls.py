from django.urls import path

from . import views

app_name = "reporting"
urlpatterns = [
    path("", views.periods, name="periods"),
    path("export/", views.export, name="export"),
    path("open/", views.open_periods, name="open"),
    path("<str:code>/", views.period, name="period"),
    path("<str:code>/window/", views.window, name="window"),
    path("<str:code>/begin/", views.begin, name="begin"),
    path("<str:code>/call-off/", views.call_off, name="call_off"),
    path("<str:code>/close/", views.close, name="close"),
    path("<str:code>/reopen/", views.reopen, name="reopen"),
    path("<str:code>/frozen/<int:revision>/", views.frozen, name="frozen"),
]
