"""What waits in the queue, or stays there."""

from django.db.models import QuerySet
from procrastinate.contrib.django.models import ProcrastinateJob


def failed() -> QuerySet[ProcrastinateJob]:
    """Jobs that were tried as often as jobs are, and are not tried again by themselves."""
    return ProcrastinateJob.objects.filter(status="failed")


def unfinished(task: str) -> QuerySet[ProcrastinateJob]:
    """Jobs of a task that wait, run or failed: what they are to do is not done."""
    return ProcrastinateJob.objects.filter(task_name=task, status__in=("todo", "doing", "failed"))
