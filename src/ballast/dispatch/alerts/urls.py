from django.urls import path

from .views import (
    desk,
    editing,
    exempting,
    explaining,
    judging,
    lamps,
    rulebooks,
    trying,
    units,
    warning,
)

app_name = "alerts"
urlpatterns = [
    path("projects/<str:number>/lamps/", lamps.panel, name="panel"),
    path("projects/<str:number>/lamps/<str:period>/", explaining.explained, name="explained"),
    path("exemptions/", exempting.exemptions, name="exemptions"),
    path("exemptions/export/", exempting.export, name="exemptions_export"),
    path("exemptions/give/", exempting.give, name="give"),
    path("exemptions/end/", exempting.end, name="end"),
    path("rulebooks/", rulebooks.rulebooks, name="rulebooks"),
    path("rulebooks/try/", editing.edit, name="try"),
    path("rulebooks/try/<int:pk>/", trying.trial, name="trial"),
    path("rulebooks/try/<int:pk>/export/", trying.export, name="trial_export"),
    path("rulebooks/try/<int:pk>/publish/", trying.publish, name="publish"),
    path("rulebooks/<str:key>/", rulebooks.rulebook, name="rulebook"),
    path("rulebooks/<str:key>/toml/", rulebooks.toml, name="rulebook_toml"),
    path("warnings/", desk.warnings, name="warnings"),
    path("warnings/export/", desk.export, name="warnings_export"),
    path("warnings/confirm/", judging.confirm, name="confirm"),
    path("warnings/reword/", judging.reword, name="reword"),
    path("warnings/let-off/", judging.let_off, name="let_off"),
    path("warnings/undo/", judging.undo, name="undo"),
    path("warnings/issue/", judging.issue, name="issue"),
    path("warnings/units/", units.units, name="units"),
    path("warnings/units/export/", units.export, name="units_export"),
    path("warnings/<int:pk>/", warning.warning, name="warning"),
]
