from django.urls import path

from .views import acting, cell, exported, giving, layout, listing, one

app_name = "ledgers"
urlpatterns = [
    path("", listing.imports, name="imports"),
    path("receive/", listing.receive, name="receive"),
    path("<int:pk>/", one.one, name="import"),
    path("<int:pk>/layout/", layout.answer, name="layout"),
    path("<int:pk>/again/", acting.look_again, name="look_again"),
    path("<int:pk>/match/", acting.match, name="match"),
    path("<int:pk>/commit/", acting.commit, name="commit"),
    path("<int:pk>/undo/", acting.undo, name="undo"),
    path("<int:pk>/discard/", acting.discard, name="discard"),
    path("<int:pk>/cell/", cell.cell, name="cell"),
    path("<int:pk>/export/", exported.export, name="export"),
    path("<int:pk>/marked/", giving.marked, name="marked"),
    path("templates/", giving.templates, name="templates"),
    path("templates/<str:period>/", giving.all_templates, name="all_templates"),
    path("templates/<str:period>/notice/", giving.notice, name="notice"),
    path("templates/<str:period>/units/<str:unit>/", giving.unit_template, name="unit_template"),
]
