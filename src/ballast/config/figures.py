"""What was built by a day: the plan asks without knowing who counts it."""

from collections.abc import Collection, Mapping
from datetime import date

from ballast.delivery.plans.selectors import Done
from ballast.delivery.progress import selectors as progress
from ballast.platform.periods import selectors as periods
from ballast.projects.models import Project


def done(on: date, project_ids: Collection[int]) -> Mapping[int, Done]:
    """The counted figures of the last period that ended by a day, by project id.

    In a year of which no period has ended, nothing is known to date.
    """
    ended = periods.periods().filter(last_day__lte=on).first()
    if ended is None:
        return {}
    of_year = ended.last_day.year == on.year
    figures = progress.figures(ended.code, Project.objects.filter(pk__in=project_ids))
    rows = figures.values_list("project_id", "completed_yuan", "since_start_yuan")
    return {pk: Done(to_date if of_year else None, since) for pk, to_date, since in rows}
