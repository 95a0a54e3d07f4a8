"""An explanation as JSON for programmes: ``docs/reference/explain.md``."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from ballast.delivery.progress.selectors import accepted_by
from ballast.dispatch.alerts.messages import because, in_one_sentence, whence, why
from ballast.dispatch.alerts.rules import Family, Rule
from ballast.dispatch.alerts.selectors import Explanation, Origin, Verdict
from ballast.edges.cli.acting import number

if TYPE_CHECKING:
    from ballast.delivery.plans.selectors import PlannedBy
    from ballast.delivery.progress.models import Filing
    from ballast.dispatch.alerts.models import Exemption


def plain(told: Explanation) -> dict[str, Any]:
    """Amounts in yuan, days and moments as ISO 8601, sentences in the reader's language."""
    verdict = told.verdict
    return {
        "number": told.project.number,
        "name": told.project.name,
        "period": told.lock.code,
        "revision": told.lock.revision,
        "state": told.lock.state,
        "stored": told.evaluation is not None,
        "decided_at": _moment(told.evaluation.evaluated_at if told.evaluation else None),
        "rulebook": verdict.rulebook.key,
        "lamp": _own(told, verdict),
        "duty": _duty(told),
        "families": [_family(told, family) for family in verdict.families],
        "others": [_other(told, one) for one in told.others],
    }


def _own(told: Explanation, verdict: Verdict) -> dict[str, Any]:
    return {
        "colour": verdict.own.colour,
        "family": verdict.deciding,
        "sentence": in_one_sentence(verdict, told.period),
        "running": verdict.own.standing,
    }


def _family(told: Explanation, family: Family) -> dict[str, Any]:
    verdict, now = told.verdict, told.changed.get(family)
    one, book = verdict.families[family], verdict.rulebook
    rule = book.rules[family]
    row = rule.row(one.row)
    return {
        "family": family,
        "colour": one.colour,
        "sentence": why(verdict, family, told.period),
        "rulebook": book.key,
        "row": one.row,
        "threshold": _threshold(rule, one.row),
        "open": row is not None and row.is_open,
        "running": one.standing,
        "values": {
            name: {"value": _value(value), "filed": _origin(told.origin(family, name))}
            for name, value in told.values(family).items()
        },
        "exemption": _exemption(told.exemptions.get(family), one.values),
        "changed": now
        and {
            "colour": now.colour,
            "row": now.row,
            "values": {name: _value(value) for name, value in now.values.items()},
            "sentence": because(book, family, now.row, now.values, told.period),
        },
    }


def _threshold(rule: Rule, code: str) -> dict[str, Any] | None:
    row = rule.row(code)
    if row is None or row.when is None:
        return None
    when = row.when
    return {"measure": rule.measure, "how": when.how, "value": number(when.threshold)}


def _value(value: str | None) -> object:
    """Amounts in yuan as numbers, yes and no as truth values, days as they are."""
    if value in ("yes", "no", None):
        return value and value == "yes"
    try:
        return number(Decimal(str(value)))
    except InvalidOperation:
        return value


def _origin(origin: Origin | None) -> dict[str, Any] | None:
    if origin is None:
        return None
    return {
        "by": origin.by,
        "on_behalf_of": origin.on_behalf_of,
        "at": _moment(origin.at),
        "workbook": origin.brought.filename if origin.brought else "",
        "cell": origin.cell,
        "import": origin.brought.import_id if origin.brought else None,
        "filing": origin.filing and _filing(origin.filing),
        "plan": origin.planned and _line(origin.planned),
        "words": whence(origin),
    }


def _filing(filing: "Filing") -> dict[str, Any]:
    review = accepted_by(filing.reviews.all())
    return {
        "period": filing.period,
        "attempt": filing.attempt,
        "on_behalf": filing.is_on_behalf,
        "late": filing.is_late,
        "accepted_by": review.decided_by if review else "",
        "accepted_at": _moment(review.decided_at if review else None),
    }


def _line(behind: "PlannedBy") -> dict[str, Any]:
    line, adjustment, issued = behind.line, behind.line.adjustment, behind.year
    return {
        "adjustment": adjustment.number if adjustment else None,
        "paper": adjustment.paper if adjustment else (issued.paper if issued else ""),
        "valid_from": line.valid_from.isoformat(),
        "issued_on": issued.issued_on.isoformat() if issued and issued.issued_on else None,
        "issued_by": issued.issued_by if issued else "",
    }


def _exemption(row: "Exemption | None", kept: Mapping[str, str]) -> dict[str, Any] | None:
    """As it was when the lamp was decided, whenever it was ended since."""
    if row is None:
        return None
    return {
        "cause": row.cause,
        "proof": row.proof,
        "paper": row.paper,
        "from": row.valid_from.isoformat(),
        "until": kept["until"],
        "by": row.given_by,
        "at": _moment(row.given_at),
    }


def _duty(told: Explanation) -> dict[str, Any] | None:
    duty, window = told.found.month.duty, told.found.month.window
    if duty is None:
        return None
    return {
        "unit": duty.unit.name if duty.unit else "",
        "cut_off_on": window.cut_off_on.isoformat() if window else None,
        "shuts_on": window.shuts_on.isoformat() if window else None,
    }


def _other(told: Explanation, other: Verdict) -> dict[str, Any]:
    """What another rulebook says of the same figures; ``differs`` in colour from what was told."""
    was = told.verdict
    return {
        "rulebook": other.rulebook.key,
        "lamp": _own(told, other) | {"differs": other.own.colour != was.own.colour},
        "families": {
            family: {
                "colour": one.colour,
                "row": one.row,
                "sentence": why(other, family, told.period),
                "differs": family not in was.families or was.families[family].colour != one.colour,
            }
            for family, one in other.families.items()
        },
    }


def _moment(at: datetime | None) -> str | None:
    return timezone.localtime(at).isoformat() if at else None
