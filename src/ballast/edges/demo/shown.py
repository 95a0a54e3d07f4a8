"""What a newcomer is told at the end: who signs in, and what each looks at first."""

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from .days import OCTOBER, SEPTEMBER
from .generator.units import PEOPLE

SITE = "http://127.0.0.1:8000"  # where `ballast up` serves, unless told otherwise


def accounts(passwords: Mapping[str, str]) -> str:
    """Each role's name and password, and below them the pages to look at first."""
    looks = _looks()
    lines = []
    for username, called, unit, role in PEOPLE:
        lines.append(f"  {username:<12}{passwords[username]}   {unit.short_name} · {called}")
        lines += [f"  {'':<12}{SITE}{address}  {words}" for words, address in looks[role]]
    return "\n".join(lines)


def _looks() -> Mapping[str, Sequence[tuple[str, str]]]:
    projects = f"{reverse('portal:projects')}?period={SEPTEMBER}"
    filings = f"{reverse('progress:filings')}?period={OCTOBER}"
    review = f"{reverse('progress:review')}?period={OCTOBER}"
    warnings = f"{reverse('alerts:warnings')}?period={SEPTEMBER}"
    papers, imports = reverse("documents:desk"), reverse("ledgers:imports")
    units, people = reverse("identity:units"), reverse("identity:people")
    cockpit, city = reverse("portal:cockpit"), f"{reverse('portal:map')}?period={SEPTEMBER}"
    sweep = (_("the sweep that waits for answers"), reverse("coordination:sweeps"))
    to_read = (_("what waits to be read in October"), review)
    return {
        "PROJECT_OFFICE": (
            (_("the city at a glance"), cockpit),
            (_("September's list with every lamp"), projects),
            (_("the papers that await signature"), papers),
            (_("the ledgers as they came in"), imports),
        ),
        "CITY_LEADER": (
            (_("the city at a glance"), cockpit),
            (_("the projects whose lamp is red"), f"{projects}&lamp=red"),
        ),
        "LEADER_SECRETARY": (
            (_("the leader's instructions"), reverse("coordination:instructions")),
        ),
        "DISTRICT": (to_read, sweep, (_("the notices that came, to sign for"), papers)),
        "DEPARTMENT": (to_read,),
        "STATE_COMPANY": (to_read,),
        "OWNER": ((_("what is to be filed for October"), filings),),
        "PROJECT_OFFICER": ((_("the ledgers as they came in"), imports),),
        "INSPECTOR": (
            (_("where the projects lie, the worst first"), city),
            (_("the warnings that were issued for September"), warnings),
        ),
        "INVESTMENT_PROMOTER": ((_("the projects of its area"), projects),),
        "SYSTEM_ADMINISTRATOR": ((_("the units of the city"), units),),
        "SECURITY_ADMINISTRATOR": ((_("who holds which role"), people),),
        "AUDIT_ADMINISTRATOR": ((_("who did what"), reverse("portal:journal")),),
    }
