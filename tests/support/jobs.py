"""Running the queue inside a test, on the test's own connection."""

from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob


def waiting(task=None):
    """The arguments of the jobs that wait, in order; of one task if named."""
    jobs = ProcrastinateJob.objects.filter(status="todo").order_by("id")
    return [job.args for job in jobs if task in {None, job.task_name}]


def run_all():
    """Run every waiting job here and now, and those that they queue, until none waits."""
    done = set()
    while (
        jobs := ProcrastinateJob.objects.filter(status="todo").exclude(pk__in=done).order_by("id")
    ):
        for job in jobs:
            app.tasks[job.task_name](**job.args)
            done.add(job.pk)
