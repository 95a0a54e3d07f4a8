"""纪要: a layout of its own, no seal, signed by who presided (GB/T 9704-2012, 10.3)."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import override

from ballast.dispatch.meetings import selectors
from ballast.dispatch.meetings.models import RouteStop
from ballast.dispatch.meetings.rules import PAST, Part
from ballast.kernel import money
from ballast.platform.codelists import selectors as codelists
from ballast.platform.documents import words
from ballast.platform.documents.kinds import Composed, Form, Kind, Query

from . import common

if TYPE_CHECKING:
    from ballast.dispatch.meetings.models import Decision, Meeting
    from ballast.dispatch.meetings.selectors import Kept

TEMPLATE = Path(__file__).parents[1] / "papers" / "minutes.docx"
PRINT_WITHIN = 2  # working days after the meeting the tasks are handed over on paper
_POINTED, _STRESSED = "会议指出", "会议强调"


def subjects(period: str) -> Sequence[str]:
    return common.of_month(period, PAST)


def compose(query: Query) -> Sequence[Composed]:
    """Minutes of the meetings that are over."""
    with override("zh-hans"):
        return [_composed(one) for one in common.asked(query) if one.state in PAST]


def _composed(meeting: "Meeting") -> Composed:
    kept = selectors.promises_kept(meeting, meeting.held_on)
    present = selectors.attendances(meeting)
    found = list(selectors.decisions(meeting))
    speakers = common.speakers(meeting)
    visited = _visited(meeting)
    studied = f"研究了{len(found)}个事项" if found else ""
    told = "，".join(part for part in (visited, speakers, studied) if part)
    handed = codelists.calendar().add(meeting.held_on, PRINT_WITHIN)
    return Composed(
        subject=meeting.number,
        title=f"{meeting.title}纪要",
        values={
            "opening": f"{common.opening(meeting, meeting.held_on)}。"
            f"{f'会上，{told}。' if told else ''}现纪要如下：",
            "items": [{"text": text} for text in _items(found, kept)],
            "closing": f"会议要求，议定事项由市重点办于{words.day(handed)}前印发交办单，"
            "纳入系统跟踪，下次会议首先通报落实情况。",
            "attending": common.people(present, Part.ATTENDS) or words.UNKNOWN,
            "excused": common.people(present, Part.EXCUSED),
            "sitting_in": common.people(present, Part.SITS_IN),
            "chair": meeting.chair,
            "addressees": "市委、市政府有关领导同志，参会各单位",
            "copied_to": "",
        },
        passages={
            _POINTED: _pointed(kept),
            _STRESSED: "各级各单位要压实责任，紧盯时限，逐项抓好议定事项落实。",
        },
        addressees=tuple(one.unit.code for one in present),
    )


def _visited(meeting: "Meeting") -> str:
    """现场观摩了…等3个项目; nothing where no project was visited."""
    stops = RouteStop.objects.filter(meeting=meeting).select_related("project")
    names = [one.project.name for one in stops.order_by("place")]
    if not names:
        return ""
    return f"现场观摩了{'、'.join(names)}{'等' if len(names) > 1 else ''}{len(names)}个项目"


def _pointed(kept: "Kept | None") -> str:
    said = common.last_time(kept)
    return f"{said}。" if said else "要认真分析当前项目推进中的突出问题。"


def _items(found: "Sequence[Decision]", kept: "Kept | None") -> list[str]:
    """Each with matter, lead, who assists and limit; what became of the last ones comes first."""
    texts = []
    if said := common.last_time(kept):
        texts.append(f"关于上次会议议定事项落实情况。{said}。")
    texts += [_item(one) for one in found]
    return [f"{words.numeral(place)}、{text}" for place, text in enumerate(texts, 1)]


def _item(one: "Decision") -> str:
    lead, matter = one.lead.short_name, one.matter.rstrip("。")
    if one.statement_id:
        return f"{lead}表态承诺：{matter}，于{words.day(one.due_on)}前完成。"
    assisting = [unit.short_name for unit in one.assisting.all()]
    who = f"由{lead}{'牵头' if assisting else '负责'}"
    who += f"，{'、'.join(assisting)}配合" if assisting else ""
    more = ""
    if one.amount_yuan is not None:
        more += f"涉及资金{money.show(one.amount_yuan, places=2)}亿元。"
    if one.standard:
        more += f"标准（成果形式）：{one.standard.rstrip('。')}。"
    return f"{matter}。{who}，于{words.day(one.due_on)}前办结。{more}"


def sample() -> Composed:
    """The specimen that a template is tried on."""
    return Composed(
        subject="M2023-10",
        title="9月份全市重点项目现场调度会纪要",
        values={
            "opening": "2023年10月18日，×××副市长在高新区主持召开9月份全市重点项目现场调度会。"
            "会上，临空经济区、栖云区作了交流发言，石阙县、苍岭县作了表态发言，"
            "研究了3个事项。现纪要如下：",
            "items": [
                {
                    "text": "一、关于上次会议议定事项落实情况。上次会议（9月15日）议定11项，"
                    "已办结8项，按期推进2项，超期1项（苍岭县标准厂房二期供电，由苍岭县负责）。"
                },
                {
                    "text": "二、完成电池产业园外线通道移交。由市经济和信息化局牵头，澜江区配合，"
                    "于10月19日前办结。"
                },
                {
                    "text": "三、提出市第三人民医院迁建工程资金方案。由市财政局牵头，"
                    "市卫生健康委配合，于10月31日前办结。涉及资金1.20亿元。"
                },
            ],
            "closing": "会议要求，议定事项由市重点办于10月20日前印发交办单，纳入系统跟踪，"
            "下次会议首先通报落实情况。",
            "attending": "市政府 ×××；市发展改革委 ×××；市财政局 ×××",
            "excused": "市交通运输局 ×××（公务出差）",
            "sitting_in": "市政府督查室 ×××",
            "chair": "×××副市长",
            "addressees": "市委、市政府有关领导同志，参会各单位",
            "copied_to": "",
        },
        passages={
            _POINTED: "1—9月全市重点项目完成年度计划的81.4%，四季度任务仍然较重。",
            _STRESSED: "各级各单位要压实责任，紧盯时限，逐项抓好议定事项落实。",
        },
        addressees=("LJ",),
    )


KIND = Kind(
    code="minutes",
    name="纪要",
    form=Form.OFFICIAL,
    template=TEMPLATE,
    subjects=subjects,
    compose=compose,
    sample=sample,
    numbered="纪要",
)
