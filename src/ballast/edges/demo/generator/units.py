"""The invented city's units, and what the year asked of each: the article's table.

No place, office or company of these names exists; the codes 9901xx belong to no region.
"""

from dataclasses import dataclass

from .told import Body

NAME = "示例市"
GOVERNMENT = Body("SL", "示例市人民政府", NAME, "GOVERNMENT", "990100")
OFFICE = Body("SL-ZDB", "示例市发展和改革委员会", "市发展改革委", "DEPARTMENT", above="SL")
# Papers name them, no project is theirs.
OTHERS = (
    Body("SL-CZ", "市财政局", "市财政局", "DEPARTMENT", above="SL"),
    Body("SL-JX", "市经济和信息化局", "市经济和信息化局", "DEPARTMENT", above="SL"),
    Body("SL-GZ", "市规划和自然资源局", "市规划和自然资源局", "DEPARTMENT", above="SL"),
    Body("SL-DC", "市政府督查室", "市政府督查室", "DEPARTMENT", above="SL"),
)

Mix = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """A unit that answers for projects: how many, and their money in tenths of 亿元.

    ``planned`` is the year's, ``completed`` until September; ``mix`` its projects by sector.
    """

    body: Body
    count: int
    planned: int
    completed: int
    mix: Mix  # 产业, 基础设施, 公共服务和生态环保


# A county, 市 or 区 leans to industry, works or services; the rest follows from the city's sums.
_AREAS: tuple[tuple[str, str, str, int, int, int, Mix], ...] = (
    # code, name, adcode, projects, planned, completed, mix
    ("LK", "临空经济区", "990171", 57, 1845, 1706, (44, 7, 6)),
    ("QY", "栖云区", "990110", 48, 1426, 1306, (28, 5, 15)),
    ("GX", "高新区", "990172", 88, 2818, 2556, (69, 6, 13)),
    ("KX", "科学城", "990173", 44, 1513, 1333, (32, 4, 8)),
    ("HT", "鹤汀市", "990181", 32, 902, 778, (19, 3, 10)),
    ("FP", "枫屏区", "990109", 41, 1182, 995, (24, 4, 13)),
    ("JC", "锦川区", "990103", 39, 1215, 1008, (20, 4, 15)),
    ("DG", "东郭区", "990102", 31, 924, 764, (15, 3, 13)),
    ("LM", "鹿鸣区", "990111", 30, 847, 695, (16, 3, 11)),
    ("NP", "南屏区", "990105", 36, 1103, 877, (20, 4, 12)),
    ("YG", "云谷县", "990117", 21, 528, 416, (10, 3, 8)),
    ("BH", "泊湖区", "990108", 28, 799, 625, (15, 3, 10)),
    ("QA", "青崖区", "990106", 35, 1012, 788, (19, 4, 12)),
    ("LQ", "流泉县", "990114", 20, 506, 388, (9, 3, 8)),
    ("WC", "望潮区", "990107", 33, 968, 740, (17, 4, 12)),
    ("BZ", "白泽区", "990112", 29, 830, 632, (15, 3, 11)),
    ("YC", "砚池县", "990119", 18, 441, 335, (7, 3, 8)),
    ("XC", "西岑区", "990113", 27, 716, 541, (13, 3, 11)),
    ("TL", "桐岭市", "990182", 34, 987, 732, (18, 4, 12)),
    ("LJ", "澜江区", "990104", 62, 1854, 1353, (35, 7, 20)),
    ("SJ", "松涧县", "990116", 19, 473, 343, (8, 3, 8)),
    ("CL", "苍岭县", "990118", 22, 584, 405, (9, 4, 9)),
    ("SQ", "石阙县", "990115", 24, 639, 427, (10, 4, 10)),
)
_BODIES: tuple[tuple[str, str, str, int, int, int, Mix], ...] = (
    ("HJ", "市环境集团有限公司", "市环境集团", 6, 141, 129, (0, 0, 6)),
    ("CT", "市产业投资集团有限公司", "市产业投资集团", 11, 486, 428, (11, 0, 0)),
    ("GW", "国网示例供电公司", "国网示例供电公司", 4, 246, 213, (0, 4, 0)),
    ("GD", "市轨道交通集团有限公司", "市轨道交通集团", 14, 1587, 1331, (0, 14, 0)),
    ("JT", "市交通运输局", "市交通运输局", 24, 1514, 1251, (0, 24, 0)),
    ("WL", "市文化广电和旅游局", "市文化广电旅游局", 10, 249, 201, (3, 0, 7)),
    ("ZJ", "市住房和城乡建设局", "市住房城乡建设局", 21, 927, 733, (0, 12, 9)),
    ("ST", "市生态环境局", "市生态环境局", 9, 213, 165, (0, 0, 9)),
    ("JY", "市教育局", "市教育局", 16, 396, 302, (0, 0, 16)),
    ("CJ", "市城市建设集团有限公司", "市城市建设集团", 18, 1094, 816, (0, 18, 0)),
    ("SW", "市水务局", "市水务局", 15, 482, 338, (0, 8, 7)),
    ("WJ", "市卫生健康委员会", "市卫生健康委", 12, 418, 288, (0, 0, 12)),
)
_COMPANIES = ("HJ", "CT", "GW", "GD", "CJ")
FUNCTIONAL_AREA = "FUNCTIONAL_AREA"
_FUNCTIONAL = {"GX": "高新技术产业开发区", "LK": "临空经济区", "KX": "科学城"}


def _area(code: str, name: str, adcode: str) -> Body:
    if code in _FUNCTIONAL:
        full, kind = f"{_FUNCTIONAL[code]}管理委员会", FUNCTIONAL_AREA
    else:
        full, kind = f"{name}人民政府", "GOVERNMENT"
    return Body(f"SL-{code}", full, name, kind, adcode, "SL")


def _body(code: str, name: str, short: str) -> Body:
    kind = "STATE_COMPANY" if code in _COMPANIES else "DEPARTMENT"
    return Body(f"SL-{code}", name, short, kind, above="SL")


ROWS = (
    *(
        Row(_area(code, name, adcode), count, planned, completed, mix)
        for code, name, adcode, count, planned, completed, mix in _AREAS
    ),
    *(
        Row(_body(code, name, short), count, planned, completed, mix)
        for code, name, short, count, planned, completed, mix in _BODIES
    ),
)
AREAS = tuple(row.body for row in ROWS[:23])
BODIES = tuple(row.body for row in ROWS[23:])
BY_CODE = {body.code.removeprefix("SL-"): body for body in (*AREAS, *BODIES)}
LAGGING = tuple(BY_CODE[code] for code in ("SQ", "CL", "WJ"))  # who has to promise
OWNER = Body(
    "SL-CJ-LQ", "示例市路桥投资建设有限公司", "市路桥投资公司", "OWNER", above="SL-CJ"
)  # 市城市建设集团的子公司
UNITS = (GOVERNMENT, OFFICE, *OTHERS, *AREAS, *BODIES, OWNER)

LEADER = ("邬砚舟", "副市长")  # whose page the office writes; five projects are his own
# One person for each role: how they sign in, what they are called, in which unit, as what.
PEOPLE = (
    ("office", "重点办经办人（演示）", OFFICE, "PROJECT_OFFICE"),
    ("leader", LEADER[0], GOVERNMENT, "CITY_LEADER"),
    ("secretary", "领导秘书（演示）", GOVERNMENT, "LEADER_SECRETARY"),
    ("district", "区县联络员（演示）", BY_CODE["LJ"], "DISTRICT"),
    ("department", "部门联络员（演示）", BY_CODE["JT"], "DEPARTMENT"),
    ("company", "国企联络员（演示）", BY_CODE["CJ"], "STATE_COMPANY"),
    ("owner", "建设单位经办人（演示）", OWNER, "OWNER"),
    ("officer", "项目专员（演示）", BY_CODE["LJ"], "PROJECT_OFFICER"),
    ("inspector", "督查员（演示）", OFFICE, "INSPECTOR"),
    ("promoter", "招商专员（演示）", BY_CODE["GX"], "INVESTMENT_PROMOTER"),
    ("system", "系统管理员（演示）", GOVERNMENT, "SYSTEM_ADMINISTRATOR"),
    ("security", "安全管理员（演示）", GOVERNMENT, "SECURITY_ADMINISTRATOR"),
    ("audit", "审计管理员（演示）", GOVERNMENT, "AUDIT_ADMINISTRATOR"),
)
