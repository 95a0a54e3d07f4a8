"""Defer work, do it one after another, and give back what a dead worker left."""

import asyncio
import contextlib
import logging
import signal
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, ParamSpec

import psycopg
from asgiref.sync import async_to_sync
from django.conf import settings
from django.db import connection
from procrastinate import App, PsycopgConnector, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException
from procrastinate.manager import JobManager

logger = logging.getLogger(__name__)

# Waits of 3 s, 9 s, 27 s … about an hour in all; then the job stays in the queue as failed.
RETRY = RetryStrategy(max_attempts=7, exponential_wait=3)
RECONNECT_SECONDS = 1

P = ParamSpec("P")

# Django's connection always, even inside the worker: its own would not share our transaction.
_queue = JobManager(DjangoConnector())


@dataclass(frozen=True, slots=True)
class Periodic:
    """A job that comes by the clock. ``cron`` is read in UTC."""

    name: str
    cron: str
    run: Callable[[], object]
    why: str


def task(name: str) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """Register a function of keyword ids as the task ``name``. It must be safe to run twice."""

    def register(function: Callable[P, None]) -> Callable[P, None]:
        app.task(name=name, retry=RETRY)(function)
        return function

    return register


def install(target: App, periodic: Iterable[Periodic]) -> None:
    """Register the periodic jobs; called once, when the queue is ready."""
    for job in periodic:
        _schedule(target, job)


def _schedule(target: App, job: Periodic) -> None:
    def run(timestamp: int) -> None:
        del timestamp  # the moment it was due; what is due now is computed from stored dates
        job.run()

    target.periodic(cron=job.cron)(target.task(name=job.name, retry=RETRY)(run))


def defer(task: str, /, *, lock: str | None = None, **ids: Any) -> None:
    """Queue ``task``: it runs after the caller's transaction commits, or never if it does not.

    Jobs of the same ``lock`` run one after another, in the order they were deferred.
    Raises ``TaskNotFound`` for a name that no ``tasks.py`` registers.
    """
    job = app.configure_task(task, allow_unknown=False, lock=lock, task_kwargs=ids).job
    _queue.defer_job(job)


def waits(task: str, /, **ids: Any) -> bool:
    """Whether a job of ``task`` with these ids waits in the queue; ``number__gt=7`` is asked so."""
    asked = {f"args__{name}": value for name, value in ids.items()}
    return ProcrastinateJob.objects.filter(task_name=task, status="todo", **asked).exists()


def take_turn(name: str, *, shared: bool = False) -> None:
    """Wait for who holds the turn of this name; it is ours until the transaction ends.

    Those who ask for it ``shared`` wait only for one who does not.
    """
    kind = "_shared" if shared else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_xact_lock{kind}(hashtextextended(%s, 0))", [name])


def retry_stalled() -> int:
    """Give back to the queue the jobs of workers that fell silent; how many."""
    return async_to_sync(_retry_stalled)(_queue)


async def _retry_stalled(queue: JobManager) -> int:
    stalled = list(
        await queue.get_stalled_jobs(seconds_since_heartbeat=settings.WORKER_DEAD_AFTER_SECONDS)
    )
    for job in stalled:
        await queue.retry_job(job)
    return len(stalled)


def run_worker(*, wait: bool = True, concurrency: int = 2) -> None:
    """Run jobs until SIGINT or SIGTERM; with ``wait=False`` until none is left to run.

    Told to stop, it finishes the jobs it has begun. Losing the database, it comes back as a
    new worker as soon as the database answers, and runs again what was cut off.
    """
    if wait:
        asyncio.run(_keep_working(wait=True, concurrency=concurrency))
        return
    # In a thread of its own: signals are not asked for, and its caller may be in a loop already.
    with ThreadPoolExecutor(1) as aside:
        work = _keep_working(wait=False, concurrency=concurrency)
        aside.submit(asyncio.run, work).result()


async def _keep_working(*, wait: bool, concurrency: int) -> None:
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(concurrency))
    stop = asyncio.Event()
    if not wait:
        await _work(stop, wait=False, concurrency=concurrency)
        return
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    while not stop.is_set():
        try:
            await _work(stop, wait=True, concurrency=concurrency)
        except (ConnectorException, psycopg.OperationalError) as lost:
            logger.warning("The worker lost the database and will try again: %s", lost)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), RECONNECT_SECONDS)


class _Connector(PsycopgConnector):
    """Notices when the end of a job could not be written.

    The job would look as if it were still running for as long as this worker lives.
    """

    def __init__(self) -> None:
        super().__init__(kwargs=connector_params(), min_size=1, max_size=4)
        self.broken = asyncio.Event()

    async def execute_query_async(self, query: Any, **arguments: Any) -> None:
        try:
            await super().execute_query_async(query, **arguments)
        except ConnectorException:
            self.broken.set()
            raise


async def _work(stop: asyncio.Event, *, wait: bool, concurrency: int) -> None:
    """One worker's life: until told to stop, out of work, or without a database."""
    connector = _Connector()
    with app.replace_connector(connector):
        work = asyncio.create_task(_serve(wait=wait, concurrency=concurrency))
        ends = [asyncio.create_task(event.wait()) for event in (stop, connector.broken)]
        await asyncio.wait([work, *ends], return_when=asyncio.FIRST_COMPLETED)
        for waiting in (work, *ends):
            waiting.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await work


async def _serve(*, wait: bool, concurrency: int) -> None:
    dead_after = settings.WORKER_DEAD_AFTER_SECONDS
    async with app.open_async():
        await _retry_stalled(app.job_manager)
        await app.run_worker_async(
            wait=wait,
            concurrency=concurrency,
            install_signal_handlers=False,
            delete_jobs="successful",  # the journal remembers; the queue holds what is to do
            update_heartbeat_interval=dead_after / 3,
            stalled_worker_timeout=dead_after,
        )
