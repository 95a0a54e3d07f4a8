"""What the city's people say of a matter: what holds it up, what is asked for, how it ended."""

import random
from collections.abc import Iterable, Mapping
from io import BytesIO

from ballast.dispatch.coordination.messages import on_paper
from ballast.dispatch.coordination.models import Issue
from ballast.dispatch.coordination.rules import Cause
from ballast.dispatch.coordination.services.issues import IssueMove
from ballast.edges.demo.generator.kinds import data
from ballast.edges.demo.generator.told import LAST, START, Work
from ballast.platform.files.services import Upload

# The heads under which ledgers tell what holds a project up.
HEADS: Mapping[str, Cause] = {
    "征拆净地": Cause.LAND_CLEARANCE,
    "征地拆迁": Cause.LAND_CLEARANCE,
    "用地手续": Cause.LAND_PROCEDURES,
    "管线迁改": Cause.PIPELINES,
    "设备到货": Cause.MARKET,
    "设计变更": Cause.DESIGN,
    "建设资金": Cause.FUNDS,
    "企业资金": Cause.FUNDS,
    "施工组织": Cause.CONTRACTOR,
}
_HEAD = {cause: head for head, cause in reversed(list(HEADS.items()))}
_REST = {
    Cause.PROCEDURES: ("消防设计审查意见尚未出具", "施工许可要件缺项，正在补正"),
    Cause.POWER: ("110千伏外线第二回路通道赔付未达成一致", "临时用水接入点位未批复"),
    Cause.OTHER: ("相邻标段交叉作业面移交责任未明确", "弃土场选址未确定"),
}
ASKS = {
    Cause.LAND_CLEARANCE: "请协调加快净地移交",
    Cause.LAND_PROCEDURES: "请协调加快用地报批",
    Cause.PIPELINES: "请协调确定迁改方案和时间",
    Cause.FUNDS: "请协调落实建设资金",
    Cause.DESIGN: "请协调加快施工图变更审查",
    Cause.CONTRACTOR: "请督促施工单位增加投入",
    Cause.MARKET: "请协调催交设备",
    Cause.PROCEDURES: "请协调加快施工许可办理",
    Cause.POWER: "请协调供电、供水单位确定路由",
    Cause.OTHER: "请协调明确责任分工",
}
# Which of the city's units help, by what holds a project up.
ASSISTING = {
    Cause.LAND_CLEARANCE: ("SL-GZ",),
    Cause.LAND_PROCEDURES: ("SL-GZ",),
    Cause.PIPELINES: ("SL-ZJ", "SL-GW"),
    Cause.POWER: ("SL-GW", "SL-SW"),
    Cause.FUNDS: ("SL-CZ",),
    Cause.PROCEDURES: ("SL-ZJ",),
}
NOT_OURS = "事项涉及地块不在我单位辖区，请核实责任单位。"
IT_IS = "经核对，地块权属在你单位，请继续办理。"
NOT_YET = "现场核查仍有剩余工作面未移交，请继续办理。"
SETTLED = "未需市级协调，已明确整改措施和每周节点，由我单位自行推进。"
UNTROUBLED = "前期施工组织安排偏紧，已增加班组和设备，按周追赶进度。"
MISCOUNTED = "本月完成额按支付口径填报，与形象进度口径不一致，应予更正，拟在下期填报中一并更正。"
OFFERED = "该事项主要涉及施工许可和管线迁改，商请你单位牵头办理，我单位配合。"
CONSENTED = "经研究，同意接办，原单位配合。"
ORDERED = "该事项主要矛盾在环评要件，经研究由你单位牵头，原牵头单位配合。"
PLAN = "成立工作专班，主要负责同志牵头，逐项倒排，每周向市重点办报送进展。"
PLAN_FIRST = "完成现场核查，明确剩余工作量和责任人"
PLAN_LAST = "办结事项并提交佐证材料"
PLAN_REACHED = "已完成，有关材料已存档。"
PLAN_UNFIT = "措施未对应滞后节点，缺少责任人和周节点，请补充后重报。"
PAUSED = "需待上级批复，批复前暂停计时。"


def trouble(work: Work, month: int) -> tuple[Cause, str] | None:
    """What a project's ledgers told last, up to a month, of what holds it up."""
    for number in range(min(month, LAST), START - 1, -1):
        filed = work.months.get(number)
        if filed and filed.trouble and filed.cause in HEADS:
            return HEADS[filed.cause], filed.trouble.rstrip("。")
    return None


def words(dice: random.Random, work: Work, cause: Cause, month: int) -> str:
    """What holds a project up for this cause: as its ledger says, else as such ledgers do."""
    told = trouble(work, month)
    if told and told[0] is cause:
        return told[1]
    if cause in _REST:
        return dice.choice(_REST[cause])
    kinds = {one["cause"]: one for one in data("words")["trouble"]}
    kind = kinds[_HEAD[cause]]
    is_private = work.investor == "民间投资"
    said = kind["words"] if is_private else kind.get("public", kind["words"])
    return str(dice.choice(said).format(n=dice.randint(kind["lo"], kind["hi"])))


def moves(rows: Iterable[Issue], words: str = "") -> list[IssueMove]:
    """The same done to each, with the same words."""
    return [IssueMove(issue_id=row.pk, words=words) for row in rows]


def done(number: str, cause: Cause) -> str:
    return f"{on_paper(cause)}事项（{number}）已办结，现场具备施工条件。"


def proof(number: str, cause: Cause) -> Upload:
    """What is put to a matter as it is reported solved."""
    return Upload(f"{number}办结情况说明.txt", BytesIO(done(number, cause).encode()))
