"""示例市: an invented city. No place, company or project in it exists.

Data only. Who answers for a kind of project and how large it may be are chosen so that an
official believes the list: a school is never led by the metro company.
"""

from dataclasses import dataclass
from typing import Literal

NAME = "示例市"
AREA: Literal["AREA"] = "AREA"  # answered for by the district or functional area it lies in


@dataclass(frozen=True, slots=True)
class Body:
    """A unit; ``kind`` is one of ``identity.models.UnitKind``, ``place`` what its projects say."""

    code: str
    name: str
    short_name: str
    kind: str
    region_code: str = ""

    @property
    def place(self) -> str:
        return self.short_name


GOVERNMENT = Body("SL", "示例市人民政府", "示例市", "GOVERNMENT", "990100")
OFFICE = Body("SL-ZDB", "示例市发展和改革委员会", "市发展改革委", "DEPARTMENT")
AREAS = (
    Body("SL-CW", "澄湾区人民政府", "澄湾区", "GOVERNMENT", "990102"),
    Body("SL-TT", "听涛区人民政府", "听涛区", "GOVERNMENT", "990103"),
    Body("SL-XZ", "星渚区人民政府", "星渚区", "GOVERNMENT", "990104"),
    Body("SL-DX", "黛溪区人民政府", "黛溪区", "GOVERNMENT", "990105"),
    Body("SL-LP", "岚屏县人民政府", "岚屏县", "GOVERNMENT", "990121"),
    Body("SL-ZS", "枕石县人民政府", "枕石县", "GOVERNMENT", "990122"),
    Body("SL-GX", "高新技术产业开发区管理委员会", "高新区", "FUNCTIONAL_AREA"),
    Body("SL-LK", "临空经济区管理委员会", "临空经济区", "FUNCTIONAL_AREA"),
)
BODIES = (
    Body("SL-JT", "市交通运输局", "市交通运输局", "DEPARTMENT"),
    Body("SL-SW", "市水务局", "市水务局", "DEPARTMENT"),
    Body("SL-ZJ", "市住房和城乡建设局", "市住房城乡建设局", "DEPARTMENT"),
    Body("SL-JY", "市教育局", "市教育局", "DEPARTMENT"),
    Body("SL-WJ", "市卫生健康委员会", "市卫生健康委", "DEPARTMENT"),
    Body("SL-WL", "市文化广电和旅游局", "市文化广电旅游局", "DEPARTMENT"),
    Body("SL-GD", "市轨道交通集团有限公司", "市轨道交通集团", "STATE_COMPANY"),
    Body("SL-CJ", "市城市建设集团有限公司", "市城市建设集团", "STATE_COMPANY"),
    Body("SL-HJ", "市环境集团有限公司", "市环境集团", "STATE_COMPANY"),
)


OWNER = Body(
    "SL-CJ-LQ", "示例市路桥投资建设有限公司", "市路桥投资公司", "OWNER"
)  # 市城市建设集团的子公司

# One person for each role: how they sign in, what they are called, in which unit, as what.
PEOPLE = (
    ("office", "重点办经办人（演示）", OFFICE, "PROJECT_OFFICE"),
    ("leader", "分管领导（演示）", GOVERNMENT, "CITY_LEADER"),
    ("district", "区县联络员（演示）", AREAS[1], "DISTRICT"),
    ("department", "部门联络员（演示）", BODIES[0], "DEPARTMENT"),
    ("company", "国企联络员（演示）", BODIES[7], "STATE_COMPANY"),
    ("owner", "建设单位经办人（演示）", OWNER, "OWNER"),
    ("officer", "项目专员（演示）", AREAS[1], "PROJECT_OFFICER"),
    ("inspector", "督查员（演示）", OFFICE, "INSPECTOR"),
    ("promoter", "招商专员（演示）", AREAS[6], "INVESTMENT_PROMOTER"),
    ("system", "系统管理员（演示）", GOVERNMENT, "SYSTEM_ADMINISTRATOR"),
    ("security", "安全管理员（演示）", GOVERNMENT, "SECURITY_ADMINISTRATOR"),
    ("audit", "审计管理员（演示）", GOVERNMENT, "AUDIT_ADMINISTRATOR"),
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A third-level category: its path, who may answer, typical size in 亿元, and its works.

    A work is a name and its content. In a name ``{地}`` is the place; in a content ``{n}`` is a
    quantity, drawn from ``quantity``. ``laid`` works grow by length, the others storey by storey.
    """

    path: tuple[str, str, str]
    answers: tuple[str, ...]
    owner: str
    size: float
    quantity: tuple[int, int]
    works: tuple[tuple[str, str], ...]
    laid: bool = False


INDUSTRY, BASE, PUBLIC = "产业项目", "基础设施项目", "公共服务和生态环保项目"

KINDS = (
    Kind(
        (INDUSTRY, "先进制造业", "装备制造"),
        (AREA,),
        "示例{字}动装备制造有限公司",
        12.0,
        (6, 30),
        (
            (
                "{地}智能装备产业基地",
                "新建厂房、研发楼及配套设施{n}万平方米，购置智能化生产线12条。",
            ),
            ("{地}新能源汽车电驱动系统生产基地", "建设电机、电控生产线8条，建筑面积{n}万平方米。"),
            ("{地}轨道车辆关键零部件制造基地", "建设转向架、制动系统车间{n}万平方米。"),
            ("{地}工业母机研发制造中心", "建设精密加工、总装车间及检测中心{n}万平方米。"),
        ),
    ),
    Kind(
        (INDUSTRY, "先进制造业", "电子信息"),
        (AREA,),
        "示例{字}芯电子科技有限公司",
        18.0,
        (5, 25),
        (
            ("{地}功率半导体封装测试基地", "建设封装测试洁净厂房{n}万平方米。"),
            ("{地}新型显示材料产业园", "建设光学膜、偏光片生产线6条，建筑面积{n}万平方米。"),
            ("{地}算力中心及配套能源工程", "建设标准机柜8000架，机房及配套{n}万平方米。"),
            ("{地}智能终端制造产业园", "建设整机组装及模组车间{n}万平方米。"),
        ),
    ),
    Kind(
        (INDUSTRY, "先进制造业", "新材料"),
        (AREA,),
        "示例{字}合新材料有限公司",
        9.0,
        (4, 18),
        (
            ("{地}高性能复合材料生产线", "建设碳纤维复合材料生产线4条，厂房{n}万平方米。"),
            ("{地}动力电池正极材料生产基地", "年产正极材料{n}万吨及公用工程。"),
            ("{地}绿色建筑构件产业园", "建设装配式构件生产线10条，堆场{n}万平方米。"),
            ("{地}再生有色金属精深加工", "建设熔铸、压延车间{n}万平方米。"),
        ),
    ),
    Kind(
        (INDUSTRY, "现代服务业", "物流仓储"),
        (AREA,),
        "示例{字}达物流有限公司",
        7.0,
        (6, 22),
        (
            ("{地}冷链物流中心", "建设冷库及分拣中心{n}万平方米。"),
            ("{地}多式联运物流园", "建设铁路装卸线2条、仓储{n}万平方米。"),
            ("{地}农产品交易集散中心", "建设交易大厅、检验检测及仓储{n}万平方米。"),
        ),
    ),
    Kind(
        (INDUSTRY, "现代服务业", "文化旅游"),
        ("SL-WL", AREA),
        "示例{字}游文化旅游发展有限公司",
        6.0,
        (3, 15),
        (
            ("{地}山水文旅度假区", "建设游客中心、主题酒店及游步道，建筑面积{n}万平方米。"),
            ("{地}工业遗存文化街区改造", "改造老厂房{n}万平方米，配套文化展陈。"),
            ("{地}滨水文化旅游带", "建设滨水步道{n}千米及驿站、码头。"),
        ),
    ),
    Kind(
        (INDUSTRY, "现代服务业", "科技商务"),
        (AREA,),
        "示例{字}创科技园运营有限公司",
        11.0,
        (5, 24),
        (
            ("{地}科技成果中试平台", "建设中试车间、公共实验室{n}万平方米。"),
            ("{地}软件信息服务产业园", "建设研发办公楼宇{n}万平方米。"),
            ("{地}总部经济集聚区", "建设总部办公、商务配套{n}万平方米。"),
        ),
    ),
    Kind(
        (INDUSTRY, "现代农业", "种养加工"),
        (AREA,),
        "示例{字}丰农业发展有限公司",
        2.6,
        (2, 12),
        (
            ("{地}粮油精深加工产业园", "建设加工车间、低温仓{n}万平方米。"),
            ("{地}设施蔬菜产业示范园", "建设智能温室{n}万平方米及分拣冷链。"),
        ),
    ),
    Kind(
        (BASE, "交通", "铁路和轨道交通"),
        ("SL-GD",),
        "市轨道交通集团有限公司",
        68.0,
        (12, 32),
        (
            ("轨道交通{线}工程", "线路长{n}千米，设站、车辆段及主变电所。"),
            ("{地}铁路专用线及货场工程", "新建专用线{n}千米及货场。"),
        ),
        laid=True,
    ),
    Kind(
        (BASE, "交通", "公路"),
        ("SL-JT", AREA),
        "示例市路桥投资建设有限公司",
        9.0,
        (8, 46),
        (
            ("{地}至{邻}快速通道工程", "一级公路，长{n}千米，双向六车道。"),
            ("{地}绕城公路改建工程", "改建一级公路{n}千米，桥梁5座。"),
            ("{地}乡镇连接公路提升工程", "改建二级公路{n}千米，完善安防设施。"),
            ("{地}过江通道及两岸接线工程", "主桥及接线长{n}千米。"),
        ),
        laid=True,
    ),
    Kind(
        (BASE, "交通", "场站枢纽"),
        ("SL-JT", "SL-LK"),
        "示例市枢纽建设投资有限公司",
        16.0,
        (3, 14),
        (
            ("{地}综合客运枢纽", "建设换乘大厅、长途客运站及配套{n}万平方米。"),
            ("机场货运区扩建及综合保障工程", "扩建货运站坪、货运楼{n}万平方米。"),
        ),
    ),
    Kind(
        (BASE, "能源水利", "能源"),
        (AREA,),
        "国网示例供电公司",
        5.5,
        (12, 60),
        (
            ("{地}220千伏输变电工程", "新建变电站1座，线路{n}千米。"),
            ("{地}源网荷储一体化示范工程", "建设储能电站{n}兆瓦及配套送出。"),
        ),
        laid=True,
    ),
    Kind(
        (BASE, "能源水利", "水利"),
        ("SL-SW", AREA),
        "示例市水务投资有限公司",
        6.3,
        (10, 58),
        (
            ("{地}城乡供水一体化工程", "新建水厂1座，铺设管网{n}千米。"),
            ("{地}中型水库枢纽工程", "建设大坝、溢洪道及输水工程{n}千米。"),
            ("{地}灌区续建配套与现代化改造", "整治渠道{n}千米，建设量测水设施。"),
        ),
        laid=True,
    ),
    Kind(
        (BASE, "城市建设", "道路管网"),
        ("SL-CJ", AREA),
        "市城市建设集团有限公司",
        8.0,
        (4, 26),
        (
            ("{地}市政道路及综合管廊工程", "新建道路{n}千米，同步建设综合管廊。"),
            ("{地}燃气供热老旧管网改造", "更新改造管网{n}千米。"),
            ("{地}城市内涝治理工程", "新建雨水管涵{n}千米、泵站3座。"),
        ),
        laid=True,
    ),
    Kind(
        (BASE, "城市建设", "城市更新"),
        ("SL-ZJ", AREA),
        "示例市安居建设发展有限公司",
        5.0,
        (6, 40),
        (
            ("{地}老旧小区改造工程", "改造小区，惠及居民，建筑面积{n}万平方米。"),
            ("{地}城中村改造安置房", "建设安置房{n}万平方米及配套。"),
            ("{地}保障性租赁住房", "建设保障性租赁住房{n}万平方米。"),
        ),
    ),
    Kind(
        (PUBLIC, "社会事业", "教育"),
        ("SL-JY", AREA),
        "示例市教育建设管理中心",
        3.2,
        (2, 9),
        (
            ("{地}九年一贯制学校", "建设教学楼、体育场馆{n}万平方米，54班。"),
            ("示例职业技术学院{地}校区", "建设实训楼、图书馆、宿舍{n}万平方米。"),
            ("{地}高级中学迁建工程", "建设教学综合楼、宿舍{n}万平方米。"),
        ),
    ),
    Kind(
        (PUBLIC, "社会事业", "卫生健康"),
        ("SL-WJ", AREA),
        "示例市卫生建设管理中心",
        5.6,
        (3, 9),
        (
            ("{地}人民医院迁建工程", "建设门诊、住院综合楼{n}万平方米，床位600张。"),
            ("市妇幼保健院{地}院区", "建设医疗综合楼{n}万平方米。"),
            ("{地}疾病预防控制中心", "建设实验楼、应急物资库{n}万平方米。"),
        ),
    ),
    Kind(
        (PUBLIC, "社会事业", "养老文体"),
        (AREA,),
        "示例市公共服务建设有限公司",
        2.4,
        (1, 6),
        (
            ("{地}综合养老服务中心", "建设护理楼、康复中心{n}万平方米。"),
            ("{地}全民健身中心", "建设体育馆、游泳馆{n}万平方米。"),
            ("{地}文化艺术中心", "建设剧场、图书馆、非遗馆{n}万平方米。"),
        ),
    ),
    Kind(
        (PUBLIC, "生态环保", "流域治理"),
        ("SL-SW", AREA),
        "示例市水环境治理有限公司",
        7.5,
        (8, 48),
        (
            (
                "{地}流域水环境综合治理与可持续发展工程（干流清淤、生态护岸、初期雨水调蓄、沿线管网修复及智慧监测）",
                "治理河道{n}千米，建设调蓄池4座。",
            ),
            ("{地}河道生态修复工程", "修复河道{n}千米，建设湿地公园。"),
            ("{地}湿地保护与修复工程", "修复湿地{n}公顷，建设巡护道路。"),
        ),
        laid=True,
    ),
    Kind(
        (PUBLIC, "生态环保", "固废和污水处理"),
        ("SL-HJ",),
        "市环境集团有限公司",
        4.2,
        (2, 12),
        (
            ("{地}再生水厂及配套管网工程", "日处理规模{n}万立方米。"),
            ("{地}生活垃圾焚烧发电厂", "日处理规模1200吨，管网{n}千米。"),
            ("{地}建筑垃圾资源化利用基地", "年处理{n}0万吨。"),
        ),
    ),
)
