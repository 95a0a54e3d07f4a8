from datetime import UTC, datetime

from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.urls import include, path
from procrastinate.contrib.django.models import ProcrastinateJob

from ballast.platform.audit import services as audit
from ballast.platform.audit.models import Entry
from tests.jobs import counting


def arrive(request, number):
    by = audit.Actor("person", 1, "陈敏")
    with transaction.atomic():
        audit.record(counting.Arrived(subject=f"PT-{number}"), by=by, at=datetime.now(UTC))
    return HttpResponse("recorded")


def state(request):
    """What was recorded, what followed from it, and how many reactions still wait."""
    reactions = ProcrastinateJob.objects.filter(task_name="audit.react")
    return JsonResponse(
        {
            "arrived": list(Entry.objects.filter(code="arrived").values_list("id", "subject")),
            "counted": list(Entry.objects.filter(code="counted").values_list("cause", flat=True)),
            "waiting": reactions.filter(status__in=["todo", "doing"]).count(),
            "failed": reactions.exclude(status__in=["todo", "doing", "succeeded"]).count(),
        }
    )


urlpatterns = [
    path("storm/arrive/<int:number>/", arrive),
    path("storm/", state),
    path("", include("ballast.config.urls")),
]
