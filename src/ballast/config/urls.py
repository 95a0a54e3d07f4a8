"""Every route."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("ballast.edges.portal.urls")),
    path("", include("ballast.platform.identity.urls")),
    path("", include("ballast.delivery.progress.urls")),
    path("schedule/", include("ballast.delivery.schedule.urls")),
    path("imports/", include("ballast.delivery.ledgers.urls")),
    path("", include("ballast.dispatch.alerts.urls")),
    path("", include("ballast.dispatch.coordination.urls")),
    path("meetings/", include("ballast.dispatch.meetings.urls")),
    path("plans/", include("ballast.delivery.plans.urls")),
    path("projects/", include("ballast.projects.urls")),
    path("periods/", include("ballast.oversight.reporting.urls")),
    path("papers/", include("ballast.platform.documents.urls")),
    path("files/", include("ballast.platform.files.urls")),
    path("notices/", include("ballast.platform.notices.urls")),
    path("ui/", include("ballast.platform.ui.urls")),
]

handler400 = "ballast.platform.ui.views.bad_request"
handler403 = "ballast.platform.ui.views.forbidden"
handler404 = "ballast.platform.ui.views.not_found"
handler500 = "ballast.platform.ui.views.server_error"
