"""Papers that prove steps, and who sees them: whoever sees the project."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from ballast.platform.files import selectors as files
from ballast.projects.models import StepRecord

from .reach import visible_to

if TYPE_CHECKING:
    from ballast.platform.files.models import File
    from ballast.platform.identity.models import User

PAPERS = "step"  # the kind of owner: a step's record, by its key


def papers_of(records: Iterable[StepRecord]) -> "dict[str, list[File]]":
    """The papers of steps by the steps' codes, of one project; one query."""
    codes = {str(row.pk): row.code for row in records}
    return {codes[key]: found for key, found in files.of_many(PAPERS, list(codes)).items()}


def sees_papers(viewer: "User", key: str, on: date) -> bool:
    """Whether a person sees the papers of a step's record."""
    if not key.isdecimal():
        return False
    seen = visible_to(viewer, on)
    return StepRecord.objects.filter(pk=int(key), project__in=seen).exists()
