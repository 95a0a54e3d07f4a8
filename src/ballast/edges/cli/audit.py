"""`ballast audit`: check that journal, closed periods and issues were not altered; the head."""

import re
from argparse import ArgumentParser, ArgumentTypeError

from django.utils.translation import gettext as _

from ballast.dispatch.coordination import selectors as coordination
from ballast.dispatch.coordination.rules.issues import Torn
from ballast.oversight.reporting import selectors as reporting
from ballast.oversight.reporting.messages import FAULTS
from ballast.oversight.reporting.rules import FrozenFault
from ballast.platform.audit import selectors
from ballast.platform.audit.rules import GENESIS, Damage, Fault, Verdict


def run(arguments: list[str]) -> int:
    """``verify [--head DIGEST]`` or ``head``; 1 when the journal or a closed period is damaged."""
    parser = ArgumentParser(prog="ballast audit")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("head")
    commands.add_parser("verify").add_argument("--head", type=_digest, metavar="DIGEST")
    options = parser.parse_args(arguments)

    if options.command == "head":
        head = selectors.head()
        print(head.digest if head else GENESIS)
        return 0
    verdict = selectors.verify(head=options.head)
    changed = reporting.verify_frozen()
    for line in [*_report(verdict), *map(_frozen, changed)]:
        print(line)
    for period, revision in reporting.without_trail():
        said = {"period": period, "revision": revision}
        print(_("Period %(period)s, revision %(revision)d: closed before trails were kept.") % said)
    for period, revision in reporting.without_snapshot():
        said = {"period": period, "revision": revision}
        print(
            _("Period %(period)s, revision %(revision)d: closed before snapshots were kept.") % said
        )
    if not changed and reporting.frozen_periods().exists():
        print(_("The closed periods are as they were closed."))
    strayed = _strayed()
    for line in strayed:
        print(line)
    return 0 if verdict.is_sound and not changed and not strayed else 1


def _strayed() -> list[str]:
    """The issues that are not what the journal makes of them, in words."""
    try:
        found = coordination.strayed()
    except Torn as torn:
        return [_("The journal of an issue does not add up: %(torn)s.") % {"torn": torn}]
    return [
        _("Issue %(number)s is not as the journal says: %(fields)s.")
        % {"number": number, "fields": ", ".join(fields)}
        for number, fields in found.items()
    ]


def _digest(text: str) -> str:
    if not re.fullmatch("[0-9a-f]{64}", text.lower()):
        raise ArgumentTypeError(_("a digest has 64 characters, 0 to 9 and a to f"))
    return text.lower()


def _report(verdict: Verdict) -> list[str]:
    lines = [_name(damage) for damage in verdict.damage]
    if unnamed := verdict.damaged - len(verdict.damage):
        lines.append(_("Damaged besides these: %(count)d.") % {"count": unnamed})
    if verdict.head_is_missing:
        lines.append(_("The head given is not in the chain: its end was cut off or written anew."))
    if verdict.is_sound:
        lines.append(_("The chain is whole."))
    counts = {"sealed": verdict.sealed, "unsealed": verdict.unsealed}
    lines.append(_("Sealed: %(sealed)d. Not yet sealed: %(unsealed)d.") % counts)
    return lines


def _frozen(fault: FrozenFault) -> str:
    words = str(FAULTS[fault.kind]) % {"number": fault.number}
    said = {"period": fault.period, "revision": fault.revision, "words": words}
    return _("Period %(period)s, revision %(revision)d: %(words)s.") % said


def _name(damage: Damage) -> str:
    place = {"position": damage.position, "entry": damage.entry_id, "until": damage.until}
    match damage.fault:
        case Fault.CHANGED:
            words = _(
                "Position %(position)d, entry %(entry)d: the entry, its change rows or its seal"
                " were changed, or swapped with another's."
            )
        case Fault.DELETED:
            words = _("Position %(position)d, entry %(entry)d: the entry was deleted.")
        case Fault.UNSEALED:
            words = _(
                "Position %(position)d: the seals from here to before %(until)d were deleted."
            )
    return words % place
