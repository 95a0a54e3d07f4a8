"""Who answers for the invented projects. Names are withheld as papers withhold them: 方某。"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from ballast.projects.rules import Party

from .works import Work

SPONSORS = (
    ("方某", "市委常委、常务副市长"),
    ("陆某", "市委常委、副市长"),
    ("祝某", "副市长"),
    ("秦某", "副市长"),
    ("宁某", "市人大常委会副主任"),
    ("尹某", "市政协副主席"),
)
FIRMS = {
    Party.SURVEYOR: ("示例市勘测设计研究院有限公司", "示例岩土工程勘察有限公司"),
    Party.DESIGNER: ("示例市建筑设计研究院有限公司", "示例省交通规划设计院有限公司"),
    Party.CONTRACTOR: ("示例建工集团有限公司", "示例路桥建设集团有限公司", "示例安装工程有限公司"),
    Party.SUPERVISING_ENGINEER: ("示例工程监理有限公司", "示例建设项目管理有限公司"),
}
SURNAMES = "柏池段冯葛贺季康蓝莫欧庞瞿沙唐邬薛严臧"


@dataclass(frozen=True, slots=True)
class Answering:
    """One body or person and the part they hold in a work."""

    party: Party
    body: str
    person: str
    post: str


def answering(work: Work, *, has_contract: bool) -> Iterator[Answering]:
    """The sponsor of every work, and those who build it once the main contract is signed."""
    dice = random.Random(work.code)  # noqa: S311  invented people are no secret
    name, post = SPONSORS[sum(map(ord, work.path[1])) % len(SPONSORS)]
    yield Answering(Party.SPONSOR, "示例市人民政府", name, post)
    if has_contract:
        for party, firms in FIRMS.items():
            yield Answering(party, dice.choice(firms), f"{dice.choice(SURNAMES)}某", "项目负责人")
