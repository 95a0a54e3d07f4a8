from django.urls import path

from .views import editing, exempting, explaining, lamps, rulebooks, trying

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
]
