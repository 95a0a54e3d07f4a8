"""Every job that comes by the clock, on one page. Times are UTC: 18:00 is 02:00 in China."""

from procrastinate import App

from ballast.delivery.progress import tasks as progress
from ballast.delivery.schedule import tasks as schedule
from ballast.dispatch.alerts import tasks as alerts
from ballast.dispatch.coordination import tasks as coordination
from ballast.dispatch.meetings import tasks as meetings
from ballast.oversight.reporting import tasks as reporting
from ballast.platform.audit import tasks as audit
from ballast.platform.files import tasks as files
from ballast.platform.identity import tasks as identity
from ballast.platform.jobs import services as jobs
from ballast.platform.jobs.services import Periodic
from ballast.platform.notices import tasks as notices

PERIODIC = (
    Periodic(
        "jobs.retry_stalled",
        "* * * * *",
        jobs.retry_stalled,
        "a worker that was killed leaves its jobs marked as running",
    ),
    Periodic(
        "audit.seal",
        "* * * * *",
        audit.seal,
        "what was journalled becomes unalterable within a minute, outside the user's transaction",
    ),
    Periodic(
        "reporting.tell",
        "* * * * *",
        reporting.tell,
        "the cockpit adds up a stored table of facts: at most a minute behind what was filed",
    ),
    Periodic(
        "progress.place_all",
        "5 16 * * *",
        progress.place_all,
        "at midnight in China what was planned falls due, and lists show it by the day",
    ),
    Periodic(
        "progress.tell_of_windows",
        "30 0 * * *",
        progress.tell_of_windows,
        "at half past eight in China people read what may be filed and whose deadline is near",
    ),
    Periodic(
        "schedule.remind_due",
        "2 4 * * *",
        schedule.remind_due,
        "at noon in China, on the day a week closes, who has not filed its tasks is told",
    ),
    Periodic(
        "schedule.draft_due",
        "10 0 * * *",
        schedule.draft_due,
        "on Monday morning the office finds the bulletin of the week before, drafted",
    ),
    Periodic(
        "coordination.run_handovers",
        "1 16 * * *",
        coordination.run_handovers,
        "at midnight in China the day of a planned handover has come",
    ),
    Periodic(
        "coordination.close_quiet",
        "15 16 * * *",
        coordination.close_quiet,
        "after midnight in China another working day without a new word has passed",
    ),
    Periodic(
        "coordination.run_clocks",
        "10 * * * *",
        coordination.run_clocks,
        "a limit that has passed takes an issue higher; a run that was missed is made up for",
    ),
    Periodic(
        "coordination.tell_plans_due",
        "35 0 * * *",
        coordination.tell_plans_due,
        "in the morning in China people read which rectification plan is due",
    ),
    Periodic(
        "alerts.run_check_clocks",
        "15 16 * * *",
        alerts.run_check_clocks,
        "just after midnight in China what was not answered in time climbs; who is near is told",
    ),
    Periodic(
        "meetings.tell_looks",
        "20 0 * * *",
        meetings.tell_looks,
        "thirty and ninety days after an event somebody looks whether ground was really broken",
    ),
    Periodic(
        "identity.forget_sign_ins",
        "0 19 * * *",
        identity.forget_sign_ins,
        "sign-ins that have run out are kept for nothing",
    ),
    Periodic(
        "files.sweep",
        "30 19 * * *",
        files.sweep,
        "bytes whose transaction failed belong to nobody",
    ),
    Periodic(
        "notices.deliver",
        "* * * * *",
        notices.deliver,
        "mail and webhook are slow and may be down: no transaction of a person waits for them",
    ),
    Periodic(
        "notices.prune",
        "0 20 * * *",
        notices.prune,
        "what was read a quarter ago is in the journal; nobody looks for it among the notices",
    ),
)


def install(app: App) -> None:
    """Called by the queue when every app's tasks are known."""
    jobs.install(app, PERIODIC)
