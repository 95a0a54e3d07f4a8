"""What waits in the queue, or stays there."""

from django.db.models import QuerySet
from procrastinate.contrib.django.models import ProcrastinateJob


def failed() -> QuerySet[ProcrastinateJob]:
    """Jobs that were tried as often as jobs are, and are not tried again by themselves."""
    return ProcrastinateJob.objects.filter(status="failed")
