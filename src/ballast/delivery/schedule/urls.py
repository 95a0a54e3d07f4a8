from django.urls import path

from .views import desk, nodes, panel, planning, sheets, week

app_name = "schedule"
_project = "projects/<str:number>/"
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("file/", desk.file, name="file"),
    path("take-back/", desk.take_back, name="take_back"),
    path("plan/", planning.plan, name="plan"),
    path("withdraw/", planning.withdraw, name="withdraw"),
    path("sheet/", sheets.sheet, name="sheet"),
    path("sheet/read/", sheets.read, name="read_sheet"),
    path("week/", week.week, name="week"),
    path("week/export/", week.export, name="export"),
    path("week/remind/", week.remind, name="remind"),
    path("week/bulletin/", week.draft, name="draft"),
    path(_project, nodes.nodes, name="project"),
    path(f"{_project}set/", nodes.set_node, name="set_node"),
    path(f"{_project}reached/", nodes.reached, name="reached"),
    path(f"{_project}panel/", panel.panel, name="panel"),
]
