from django.urls import path

from .views import giving

app_name = "ledgers"
urlpatterns = [
    path("templates/", giving.templates, name="templates"),
    path("templates/<str:period>/", giving.all_templates, name="all_templates"),
    path("templates/<str:period>/notice/", giving.notice, name="notice"),
    path("templates/<str:period>/units/<str:unit>/", giving.unit_template, name="unit_template"),
]
