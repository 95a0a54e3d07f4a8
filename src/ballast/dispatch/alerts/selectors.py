"""Which periods have lamps."""

from .models import Evaluation


def evaluations() -> list[Evaluation]:
    """The periods whose lamps were decided, the latest first."""
    return list(Evaluation.objects.order_by("-period"))
