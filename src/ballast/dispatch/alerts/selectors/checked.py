"""How checks stood on a day, past or present: told by the days they were asked and answered."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q

from ballast.dispatch.alerts.models import Check
from ballast.dispatch.alerts.rules import CheckState


@dataclass(frozen=True, slots=True)
class Checked:
    """The year's checks up to a day; ``late`` of the unanswered, ``raised`` led to a matter."""

    asked: int
    answered: int
    in_time: int
    true: int
    late: int
    raised: int

    @property
    def unanswered(self) -> int:
        return self.asked - self.answered


def checked(on: date) -> Checked:
    """What was asked this year and answered, up to the end of a day; one query."""
    is_told = Q(answered_on__lte=on)
    of_year = Check.objects.filter(asked_on__year=on.year, asked_on__lte=on)
    found = of_year.exclude(state=CheckState.WITHDRAWN).aggregate(
        asked=Count("pk"),
        answered=Count("pk", filter=is_told),
        in_time=Count("pk", filter=is_told & Q(answered_on__lte=F("due_on"))),
        true=Count("pk", filter=is_told & Q(is_true=True)),
        late=Count("pk", filter=Q(due_on__lt=on) & ~is_told),
        raised=Count("pk", filter=is_told & Q(issue__isnull=False)),
    )
    return Checked(**found)
