"""How acts upon issues and tasks refuse; every fault is named, and nothing is written."""

from ballast.kernel.errors import Faulty


class IssuesRefused(Faulty):
    """Nothing was raised or done; ``faults`` says why, each with the number of its issue."""

    code = "issues_refused"


refuse = IssuesRefused.where
