from django.urls import path

from .views import periods, sending

app_name = "reporting"
urlpatterns = [
    path("", periods.periods, name="periods"),
    path("export/", periods.export, name="export"),
    path("sent/", sending.sent, name="sent"),
    path("sent/export/", sending.export, name="export_upward"),
    path("sent/<int:pk>/", sending.one, name="sent_one"),
    path("sent/<int:pk>/difference/", sending.difference, name="sent_difference"),
    path("open/", periods.open_periods, name="open"),
    path("<str:code>/", periods.period, name="period"),
    path("<str:code>/window/", periods.window, name="window"),
    path("<str:code>/begin/", periods.begin, name="begin"),
    path("<str:code>/call-off/", periods.call_off, name="call_off"),
    path("<str:code>/close/", periods.close, name="close"),
    path("<str:code>/reopen/", periods.reopen, name="reopen"),
    path("<str:code>/frozen/<int:revision>/", periods.frozen, name="frozen"),
]
