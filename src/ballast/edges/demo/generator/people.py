"""Who answers for the invented projects. The names are coined; nobody bears them."""

import random
from collections.abc import Iterator

from ballast.projects.rules import Party

from .slots import Slot
from .told import Answering, Body
from .units import GOVERNMENT, LEADER

SPONSORS = (
    ("方以宁", "市委常委、常务副市长"),
    ("陆景衡", "市委常委、副市长"),
    ("祝明澈", "副市长"),
    ("秦若川", "副市长"),
    ("宁知岚", "市人大常委会副主任"),
    ("尹知微", "市政协副主席"),
    ("庞云岫", "市政府党组成员"),
    ("唐闻笙", "副市长"),
    ("薛怀瑾", "市政府党组成员"),
    ("蓝若溪", "市政协副主席"),
)
LARGE = 100_000  # 万元: from this plan of a year on a leader of the city stands for a project
_SURNAMES = "柏池段冯葛贺季康蓝莫欧庞瞿沙唐邬薛严臧虞郗芮"
_GIVEN = ("景砚以知书闻若怀", "川衡澄岚舟宁和远")
_FIRMS = {
    Party.SURVEYOR: ("示例市勘测设计研究院有限公司", "示例岩土工程勘察有限公司"),
    Party.DESIGNER: ("示例市建筑设计研究院有限公司", "示例省交通规划设计院有限公司"),
    Party.CONTRACTOR: ("示例建工集团有限公司", "示例路桥建设集团有限公司", "示例安装工程有限公司"),
    Party.SUPERVISING_ENGINEER: ("示例工程监理有限公司", "示例建设项目管理有限公司"),
}
_DEPARTMENTS = {  # who watches a branch, by the second and third level of a category
    **dict.fromkeys(("先进制造业", "园区载体", "数字经济"), "市经济和信息化局"),
    **dict.fromkeys(("交通",), "市交通运输局"),
    **dict.fromkeys(("城市建设", "住房保障"), "市住房和城乡建设局"),
    **dict.fromkeys(("水利", "流域治理"), "市水务局"),
    **dict.fromkeys(("污水固废", "生态修复"), "市生态环境局"),
    **dict.fromkeys(("文化旅游", "文化体育"), "市文化广电和旅游局"),
    "教育": "市教育局",
    "卫生健康": "市卫生健康委员会",
}


class People:
    """Names those who answer; a district's leader is the same one for all its projects."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._leaders: dict[Body, tuple[str, str]] = {}

    def answering(self, slot: Slot) -> Iterator[Answering]:
        """The sponsor, the branch's department and the task force; who builds, once it is let."""
        name, post = self._sponsor(slot)
        is_head = (name, post) == self._leaders.get(slot.unit)
        body = slot.unit.name if is_head else GOVERNMENT.name
        yield Answering(Party.SPONSOR, body, name, post)
        second, third = slot.kind.path[1:]
        department = _DEPARTMENTS.get(third) or _DEPARTMENTS.get(second)
        if department and department != slot.unit.name:
            yield Answering(Party.LEAD_DEPARTMENT, department, self._person(), "处长")
        yield Answering(
            Party.TASK_FORCE, f"{slot.unit.place}重点项目专班", self._person(), "专班联络员"
        )
        if slot.has_begun:
            for party, firms in _FIRMS.items():
                yield Answering(party, self._dice.choice(firms), self._person(), "项目负责人")

    def _sponsor(self, slot: Slot) -> tuple[str, str]:
        if slot.known.get("own"):
            return LEADER
        if slot.is_provincial or slot.planned >= LARGE:
            return self._dice.choice(SPONSORS)
        if slot.unit not in self._leaders:
            self._leaders[slot.unit] = (self._person(), _post(slot.unit))
        return self._leaders[slot.unit]

    def _person(self) -> str:
        return self._dice.choice(_SURNAMES) + "".join(map(self._dice.choice, _GIVEN))


def _post(unit: Body) -> str:
    """What the head of a unit is called."""
    if unit.kind == "STATE_COMPANY":
        return "董事长"
    if unit.kind == "FUNCTIONAL_AREA" or unit.short_name.endswith("委"):
        return "主任"
    return f"{unit.short_name[-1]}长"
