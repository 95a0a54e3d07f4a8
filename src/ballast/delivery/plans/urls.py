from django.urls import path

from .views import adjusting, composing, declarations, issuing, lines, overview, panel, selection

app_name = "plans"
urlpatterns = [
    path("", overview.start, name="start"),
    path("panel/<str:number>/", panel.panel, name="panel"),
    path("<int:year>/", overview.overview, name="overview"),
    path("<int:year>/lines/", lines.lines, name="lines"),
    path("<int:year>/lines/export/", lines.export, name="lines_export"),
    path("<int:year>/declarations/", declarations.declarations, name="declarations"),
    path("<int:year>/declarations/export/", declarations.export, name="declarations_export"),
    path("<int:year>/declarations/pick/", declarations.pick, name="pick"),
    path("<int:year>/declarations/withdraw/", declarations.withdraw, name="withdraw"),
    path("<int:year>/declarations/of/<str:number>/", declarations.declaration, name="declaration"),
    path("<int:year>/selection/", selection.selection, name="selection"),
    path("<int:year>/selection/export/", selection.export, name="selection_export"),
    path("<int:year>/selection/decide/", selection.decide, name="decide"),
    path("<int:year>/issue/", issuing.issue, name="issue"),
    path("<int:year>/adjustments/", adjusting.adjustments, name="adjustments"),
    path("<int:year>/adjustments/export/", adjusting.export, name="adjustments_export"),
    path("<int:year>/adjustments/window/", adjusting.open_window, name="open_window"),
    path("<int:year>/adjustments/undo/", adjusting.undo, name="undo"),
    path("<int:year>/adjustments/new/", composing.compose, name="compose"),
    path("<int:year>/adjustments/new/pick/", composing.pick, name="compose_pick"),
    path("<int:year>/adjustments/new/row/<str:number>/", composing.row, name="compose_row"),
]
