"""提示函 and 督办函: to who let the limit of a matter go by."""

from dataclasses import replace
from typing import TYPE_CHECKING

from ballast.dispatch.coordination.rules.papers import LETTERS
from ballast.dispatch.coordination.selectors.papers import Matter, Stage
from ballast.platform.documents import words
from ballast.platform.documents.kinds import Composed
from ballast.platform.identity.rules import UnitKind

from . import telling

if TYPE_CHECKING:
    from ballast.platform.identity.models import Unit

_TITLE, _COPIED = 60, 80
# Who may be urged only on the word of a superior government.
GOVERNED = frozenset({UnitKind.GOVERNMENT.value, UnitKind.FUNCTIONAL_AREA.value})


def prompt(matter: Matter) -> Composed:
    """To the unit whose limit ran out last, or that leads it now."""
    stage = _stage(matter)
    return _letter(matter, stage, stage.lead, f"关于提示加快办理{_about(matter)}事项的函", {})


def urge(matter: Matter) -> Composed | None:
    """To the government among those it lay with; None where there is none."""
    stage = _stage(matter)
    led = [one.lead for one in reversed(matter.stages)]
    to = next((one for one in [stage.lead, *led, *matter.assisting] if one.kind in GOVERNED), None)
    if to is None:
        return None
    said = {"reminded": _reminded(matter)}
    composed = _letter(matter, stage, to, f"关于督促办理{_about(matter)}事项的函", said)
    last = "确有法定原因不能按期办结的，请书面说明；无正当理由仍未办结的，我办将按规定报请研究。"
    urged = f"请你单位主要负责同志牵头研究，{_until(matter)}办结。"
    return replace(composed, passages={"办理要求": urged, "后续措施": last})


def _stage(matter: Matter) -> Stage:
    return matter.ran_out or matter.stages[-1]


def _about(matter: Matter) -> str:
    return words.cut(matter.issue.title.rstrip("。"), _TITLE)


def _letter(matter: Matter, stage: Stage, to: "Unit", title: str, said: dict[str, str]) -> Composed:
    issue = matter.issue
    led = "由你单位牵头办理" if to.pk == stage.lead_id else f"由{stage.lead.name}牵头办理"
    told = [
        f"{telling.day(issue.raised_on, matter)}，{telling.raiser(matter, '我办')}"
        f"提出“{_about(matter)}”（事项编号{issue.number}），{led}，"
        f"应于{telling.day(stage.due_on, matter)}前办结。",
        f"截至{telling.day(matter.on, matter)}，{_standing(matter, stage)}。",
    ]
    helped = telling.names(matter.assisting, but=to)
    copied = telling.names([issue.lead, *matter.assisting], but=to)
    asked = f"请你单位{f'会同{helped}' if helped else ''}抓紧研究，明确解决办法和责任人，"
    return Composed(
        subject=matter.subject,
        title=title,
        values={
            "addressees": to.name,
            "copied_to": words.cut(copied, _COPIED),
            "project": telling.project(matter),
            "matter": "".join(told),
            "source": telling.source(matter),
            **said,
        },
        passages={"办理要求": f"{asked}{_until(matter)}办结。"},
        addressees=(to.code,),
    )


def _standing(matter: Matter, stage: Stage) -> str:
    stake = telling.stake(matter)
    told = telling.used_of(matter, stage)
    rested = f"（另暂停{told.paused}个工作日）" if told.paused else ""
    over = f"，超期{told.over}个工作日" if told.over else ""
    return f"已历时{told.days}个工作日{rested}{over}，尚未办结{f'，{stake}' if stake else ''}"


def _until(matter: Matter) -> str:
    """Before the limit it has now; where that has gone by as well, at once."""
    due = matter.issue.due_on
    return f"{telling.day(due, matter)}前" if due >= matter.on else "尽快"


def _reminded(matter: Matter) -> str:
    """What was sent before in this round, with its day and number."""
    own = [one for one in matter.sent if one.subject == matter.subject]
    before = [one for one in own if one.kind in LETTERS and one.dated]
    if not before:
        return ""
    told = "、".join(f"{telling.dated(one, matter)}印发的{one.number}函" for one in before[-2:])
    return f"我办{told}已作提示，至今仍未办结。"
