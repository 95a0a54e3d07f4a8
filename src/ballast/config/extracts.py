"""Which apps tell the facts that indicators are taken over."""

from ballast.delivery.plans import facts as plans
from ballast.delivery.progress import facts as progress
from ballast.platform.analytics.extracts import Sources
from ballast.projects import facts as projects

SOURCES = Sources(
    listed=progress.listed,
    parts=projects.parts,
    extracts=(projects.register, plans.split, progress.figures),
    given=plans.given,
)
