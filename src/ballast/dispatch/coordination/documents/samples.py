"""Specimens of the loop's papers: what a replaced template is tried on, every name filled."""

from ballast.platform.documents.kinds import Composed

from .sheets import OPEN_FIELDS

_SOURCE = "数据快照 2023-09／3f2a1b9c"
_PARK = (
    "澜江区新能源动力电池产业园（一期）（项目代码2302-990104-04-01-100013）列入2023年度重点项目计划，"
    "总投资46.80亿元，年度计划投资12.40亿元，1—9月完成4.71亿元，年度完成率38.0%（4.71／12.40），"
    "低于时序进度（75.0%）37.0个百分点。"
)
_MATTER = "110千伏外线第二回路通道赔付未达成一致"
_DEMANDS = (
    "1．由牵头单位召集配合单位和建设单位会商，明确解决办法、责任分工和完成节点；"
    "\n2．10月13日前报送整改方案，列明每周节点、责任人；"
    "\n3．10月19日前办结，提交佐证材料；确实不能按期办结的，到期前书面说明理由。"
)

_PLAN = {
    "round": "1",
    "handed_in": "市经济和信息化局 ×××　2023年10月13日",
    "words": "由供电、属地、建设单位三方会商，先定赔付标准，再分段移交通道。",
    "nodes": [
        {
            "until": "2023-10-13",
            "words": "三方会商，确定赔付标准和付款节点",
            "person": "×××",
            "standing": "完成　10月13日",
        },
        {
            "until": "2023-10-19",
            "words": "完成通道移交，附移交单和现场照片",
            "person": "×××",
            "standing": "未到期",
        },
    ],
    "files": "2",
    "review": "合格（×××　10月14日）",
}


def reminder_letter() -> Composed:
    return Composed(
        subject="W2023-0231",
        title=f"关于提示加快办理{_MATTER}事项的函",
        values={
            "addressees": "澜江区人民政府",
            "copied_to": "市经济和信息化局，国网示例供电公司",
            "project": _PARK,
            "matter": (
                f"9月25日，澜江区项目专班提出“{_MATTER}”（事项编号W2023-0231），"
                "由你单位牵头办理，应于10月8日前办结。截至10月11日，已历时8个工作日，"
                "超期3个工作日，影响⑪安装配套30天。"
            ),
            "source": _SOURCE,
        },
        passages={"办理要求": "请你单位会同配合单位抓紧研究，明确解决办法和完成时间，尽快办结。"},
        addressees=("LJ",),
    )


def supervision_letter() -> Composed:
    return Composed(
        subject="W2023-0231",
        title=f"关于督促办理{_MATTER}事项的函",
        values={
            **reminder_letter().values,
            "reminded": "我办9月28日印发的示重点办提示〔2023〕51号函已作提示，至今仍未办结。",
        },
        passages={
            "办理要求": "请你单位主要负责同志牵头研究，于10月25日前办结。",
            "后续措施": (
                "确有法定原因不能按期办结的，请书面说明；"
                "无正当理由仍未办结的，我办将按规定报请研究。"
            ),
        },
        addressees=("LJ",),
    )


def supervision_order() -> Composed:
    return Composed(
        subject="W2023-0231",
        title=f"重点项目督办单（{_MATTER}）",
        values={
            "urgency": "平急",
            "matter": f"澜江区新能源动力电池产业园（一期）{_MATTER}",
            "issue": "W2023-0231",
            "basis": "一级协调期限（5个工作日）10月8日届满，尚未办结",
            "effect": (
                "⑪安装配套滞后30天（至9月30日）；涉及年度计划投资12.40亿元，"
                "完成4.71亿元（38.0%），未完成7.69亿元"
            ),
            "lead": "市经济和信息化局",
            "assisting": "澜江区人民政府、国网示例供电公司、市规划和自然资源局",
            "handed_on": "2023-09-25",
            "original_limit": "2023-10-08",
            "used": "8个工作日，另暂停0个工作日；超期3个工作日（至10月11日）",
            "limit": "2023-10-19",
            "drafter": "×××　10月11日",
            **OPEN_FIELDS,
            "plan": _PLAN,
            "confirmation": "提出单位：澜江区项目专班\n确认□　不同意□（理由）",
            "confirm_within": "3",
            "source": _SOURCE,
        },
        passages={"办理要求": _DEMANDS},
        addressees=("JX", "LJ"),
    )


def assignment_order() -> Composed:
    def task(place: int, words: str, unit: str, outcome: str, due: str) -> dict[str, str]:
        told = {"words": words, "unit": unit, "outcome": outcome, "due": due}
        return {"place": str(place), **told}

    return Composed(
        subject="W2023-0257",
        title="重点项目协调事项交办单（年度建设资金缺口1.20亿元）",
        values={
            "origin": "会议议定（〔2023〕10－4）",
            "level": "三级（领导小组）",
            "project": "市第三人民医院迁建工程",
            "unit": "市卫生健康委",
            "matter": "年度建设资金缺口1.20亿元，影响门诊楼机电安装招标",
            "issue": "W2023-0257",
            "effect": "⑪安装配套，预计影响35天；涉及年度计划投资3.40亿元，完成2.09亿元（61.5%）",
            "lamp": "▲ 黄色（投资进度）",
            "limit": "2023-10-31",
            "lead": "市财政局",
            "person": "×××",
            "assisting": "市卫生健康委、市发展改革委",
            "liaison": "×××",
            "tasks": [
                task(
                    1,
                    "核定年度用款需求，附合同和形象进度",
                    "市卫生健康委",
                    "用款计划表",
                    "10月24日",
                ),
                task(2, "研究专项债券储备的可行性", "市发展改革委", "书面意见", "10月27日"),
                task(3, "比选筹资途径，提出资金统筹方案", "市财政局", "方案送审稿", "10月31日"),
            ],
            "accept_within": "1",
            "raiser": "市卫生健康委",
            "source": _SOURCE,
        },
        passages={"补充要求": "各承办单位按时限完成，牵头单位汇总后书面反馈重点办。"},
        addressees=("CZ",),
    )


def petition() -> Composed:
    return Composed(
        subject="W2023-0231",
        title=f"关于提请协调解决{_MATTER}事项的请示",
        values={
            "addressees": "示例市重点项目建设领导小组",
            "copied_to": "",
            "opening": (
                f"{_MATTER}事项经一级、二级协调，至10月18日尚未解决，现提请协调。有关情况如下。"
            ),
            "facts": [
                _PARK,
                "该事项（编号W2023-0231）影响⑪安装配套30天。",
            ],
            "done": [
                "一级协调：9月25日至10月8日，由澜江区人民政府办理，5个工作日内未办结。",
                "二级协调：10月9日至10月18日，由市经济和信息化局牵头，未能达成一致。",
            ],
            "snapshot": _SOURCE,
        },
        passages={
            "各方意见": "（写明各有关单位的意见和依据）",
            "分歧焦点": "（写明哪几家单位、对什么问题、各持什么意见）",
            "请示事项": "（写明请领导小组决定的事项，一文一事）",
            "我办建议": "（列出可选方案，写明各自利弊和我办倾向性意见）",
        },
    )
