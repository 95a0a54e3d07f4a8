"""Which meetings the invented city holds in autumn, and what is said there."""

from dataclasses import dataclass

from ballast.dispatch.coordination.rules import Cause
from ballast.dispatch.meetings.rules import Kind

Day = tuple[int, int]  # month and day


@dataclass(frozen=True, slots=True)
class Call:
    """A meeting: when topics are asked for, when it is held, how many topics it takes.

    ``minuted``: when its minutes go out, None where they have not yet. ``within``: working days
    that its decisions give.
    """

    kind: Kind
    title: str
    asked: Day
    held: Day
    place: str
    chair: str
    topics: int
    minuted: Day | None
    within: int = 5
    route: bool = False


_HALL, _ROOM = "市政府第二会议室", "市重点办会议室"
_MAYOR, _HEAD = "分管副市长", "市发展改革委主任"
CALLS = (
    Call(Kind.MONTHLY, "8月份全市重点项目月度调度会", (9, 8), (9, 11), _HALL, _MAYOR, 5, (9, 13)),
    Call(Kind.WEEKLY, "重点项目周调度会（第38周）", (9, 21), (9, 25), _ROOM, _HEAD, 3, (9, 26)),
    Call(Kind.WEEKLY, "重点项目周调度会（第41周）", (10, 12), (10, 16), _ROOM, _HEAD, 3, (10, 17)),
    Call(
        Kind.OBSERVATION,
        "9月份全市重点项目现场调度会",
        (10, 12),
        (10, 18),
        "高新区",
        _MAYOR,
        8,
        (10, 20),
        within=8,
        route=True,
    ),
    Call(Kind.WEEKLY, "重点项目周调度会（第42周）", (10, 19), (10, 23), _ROOM, _HEAD, 3, (10, 24)),
    Call(
        Kind.MONTHLY, "9月份全市重点项目月度调度会", (10, 20), (10, 26), _HALL, _MAYOR, 5, (10, 30)
    ),
    Call(Kind.WEEKLY, "重点项目周调度会（第43周）", (10, 26), (10, 30), _ROOM, _HEAD, 3, None),
    Call(Kind.WEEKLY, "重点项目周调度会（第44周）", (10, 31), (11, 6), _ROOM, _HEAD, 2, None),
)
ROUTE = ("高新区智能装备产业基地（四期）", "科学城中试平台", "临空经济区冷链物流中心")
SETTLES = {
    Cause.LAND_CLEARANCE: "完成剩余地块签约交地",
    Cause.LAND_PROCEDURES: "完成用地报批材料补正并上报",
    Cause.PIPELINES: "确定管线迁改方案并组织施工",
    Cause.FUNDS: "提出年度资金缺口解决方案，按程序报批",
    Cause.DESIGN: "出具施工图变更审查意见",
    Cause.CONTRACTOR: "督促施工单位增加班组和设备，倒排周计划",
    Cause.MARKET: "落实设备到货计划，派员驻厂催交",
    Cause.PROCEDURES: "完成施工许可要件补正",
    Cause.POWER: "完成外线通道移交",
    Cause.OTHER: "明确移交责任分工",
}
STANDARD = "书面报告办理结果，附佐证材料"
ADVICE = "建议由牵头单位明确专人、倒排节点，相关部门并联办理，会上确定完成时限。"
OPINION = "经研究，原则同意所提事项，我单位将在职责范围内优先办理，有关要件请牵头单位一次性提供。"
NOT_HERE = "该事项已明确责任分工和时限，请按既定方案推进，不再上会。"
EXCHANGED = "建立项目秘书和周清单制度，问题当周提出、当周交办，要素保障前移到开工之前。"
PLEDGED = "对照滞后节点逐项倒排，主要负责同志每周到现场调度一次。"
PROMISE = "{unit}所属滞后项目按周倒排并完成本期追赶节点"
EXCUSE = "公务出差"
SPEAKS_WELL = ("SL-LK", "SL-QY")  # who leads the table tells how
DONE = "已按会议要求办结，现场已核实，有关材料附后。"
RETURNED = "佐证材料未体现现场情况，请补充后重报。"
