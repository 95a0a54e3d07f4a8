"""The two ledgers that give one project a sheet of its own, each laid out in several ways."""

from .paper import book, column_of

NODES = [
    *("项目申请报告书", "项目可行性研究", "项目初设预审、概算", "规划选址论证", "项目环境评价"),
    *("用地、用林、用海预审", "规划一书二证办理", "审图", "招投标", "开工许可证", "供地"),
    *("供水供电", "其他"),
]
DUE = [
    *("2023年3月底", "2023年4月底", "2023年6月底", "2023年4月15日", "2023.5", "2023年5月底"),
    *("2023年7月底", "2023年8月上旬", "2023年9月底", "2023年10月中旬", "2023年9月", "", ""),
]
DONE = [
    *("已完成", "已批复", "已批复", "已完成", "已批复", "已完成", "正在办理", "未开展"),
    *("未开展", "未开展", "正在组卷", "", "—"),
]
ASPECTS = ["完成时限", "完成进度", "责任单位", "责任人", "需协调解决问题", "存在问题解决的情况"]
UNITS = (
    ["市发展改革委"] * 2 + ["市住房城乡建设局"] + ["市自然资源局"] * 4 + ["", "", "", "", "", ""]
)


def preliminary() -> bytes:
    """前期工作台账: labels with the value beside, nodes across, what is said of them down."""
    return book(("石阙县职教中心", *_preliminary("石阙县职业教育中心新校区")))


def many() -> bytes:
    """A sheet for each project, after a cover."""
    cover = ("封面", [["重点项目前期工作台账汇编"], ["2023年8月"]], [])
    return book(
        cover,
        ("职教中心", *_preliminary("石阙县职业教育中心新校区")),
        ("北溪水库", *_preliminary("北溪水库除险加固工程")),
    )


def _preliminary(name: str) -> tuple[list[list[object]], list[str]]:
    rows: list[list[object]] = [
        ["重点项目前期工作台账", *[""] * 14],
        ["填报单位：石阙县发展和改革局", *[""] * 9, "填报时间：2023年8月31日", *[""] * 4],
        ["项目名称", "", name, *[""] * 5, "业主单位", "", "石阙县教育局"],
        ["市县挂钩领导", "", "孙副市长、石阙县吴县长", *[""] * 5],
        ["项目主要建设目标", "", "2023年完成前期工作，12月动工建设", *[""] * 5],
        ["工作环节", "", *NODES],
        *([aspect, "", *said] for aspect, said in zip(ASPECTS, _said(), strict=True)),
        ["业主（签名）：", *[""] * 4, "责任单位（签名）：", *[""] * 4, "挂钩领导（签名）："],
    ]
    rows[3] += ["项目预估总投资（亿元）", "", 2.86]
    merged = ["A1:O1", "A2:F2", "K2:O2", "A3:B3", "C3:H3", "I3:J3", "K3:O3", "A4:B4", "C4:H4"]
    merged += ["I4:J4", "K4:O4", "A5:B5", "C5:O5", *(f"A{n}:B{n}" for n in range(6, 13))]
    merged += ["A13:E13", "F13:J13", "K13:O13"]
    return rows, merged


def preliminary_below() -> bytes:
    """The same with the values under their labels, and the nodes down."""
    labels = ["项目名称", "业主单位", "市县挂钩领导", "项目主要建设目标", "项目预估总投资(亿元)"]
    values = ["石阙县职业教育中心新校区", "石阙县教育局", "孙副市长、石阙县吴县长"]
    rows = [
        ["前期工作台账", *[""] * 7],
        [*labels, *[""] * 3],
        [*values, "2023年完成前期工作，12月动工建设", "2.86亿元"],
        ["序号", "前期工作事项", *ASPECTS],
        *(
            [number, f"{number}.{node}", *(said[number - 1] for said in _said())]
            for number, node in enumerate(NODES, start=1)
        ),
        ["业主(签名)", "", "", "责任单位(签名)", "", "", "挂钩领导(签名)", ""],
    ]
    return book(("Sheet1", rows, ["A1:H1"]))


def _said() -> list[list[str]]:
    persons = ["张科长", *[""] * 12]
    matters = ["", "", "", "选址与生态红线局部重叠，请市自然资源局协调", *[""] * 9]
    solved = ["", "", "", "已召开协调会，同意局部调整", *[""] * 9]
    return [DUE, DONE, UNITS, persons, matters, solved]


BUILDING = [
    *("开工进场时间", "打桩或基础开挖时间", "主体工程基础浇注完成时间", "主体工程封顶时间"),
    *("装修或设备安装调试完成时间", "试投产、部分试投产或交付使用验收时间"),
    "正式投产或交付使用时间",
]
DAYS = ["2022年11月", "2022年12月10日", "2023年3月28日", "2023年8月18日", "2024年3月底", "", ""]
# 万元 of each 旬: what was planned, what was done.
MONTHS = {
    7: ((300, 300, 400), (280, 310, 420)),
    8: ((400, 400, 400), (390, 420.5, 380)),
    9: ((400, 450, 450), (410, 460, 430)),
}


def building(done: int | None = None) -> bytes:
    """在建新开工台账: labels, nodes with day and person, then months across with their 旬."""
    width = 2 + 4 * len(MONTHS)
    rows: list[list[object]] = [
        ["重点项目（在建、新开工）工作台账（2023年度）"],
        ["项目名称", "", "临川市滨江生态公园", "", "", "", "业主单位", "", "临川市园林绿化中心"],
        ["项目性质", "", "续建", "", "", "", "建设起止年限", "", "2022年11月-2024年6月"],
        ["项目主要建设目标", "", "8月主体封顶，年底完成绿化种植"],
        ["项目总投资额（万元）", "", 26800, "", "", "", "上年累计完成投资（万元）", "", 3200],
        [
            "本年计划完成投资额（万元）",
            "",
            12000,
            "",
            "",
            "",
            "1-9月已完成投资额（万元）",
            "",
            8640,
        ],
        ["关键节点", "", *BUILDING],
        ["日期", "", *DAYS],
        ["责任人", "", "陆工", *[""] * 6],
        ["月份", "", *(cell for month in MONTHS for cell in (f"{month}月", "", "", ""))],
        ["旬", "", *(["上旬", "中旬", "下旬", "小计"] * len(MONTHS))],
    ]
    for label, place in (("计划完成投资额（万元）", 0), ("实际完成投资额（万元）", 1)):
        figures = [[*months[place], sum(months[place])] for months in MONTHS.values()]
        rows.append([label, "", *(one for month in figures for one in month)])
    if done is not None:
        rows[-1][-1] = done
    plans = [one for month in MONTHS for one in (f"{month}月上旬工作安排", "", "", "")]
    rows.append(["每旬的工作计划安排", "", *plans])
    merged = [f"A1:{column_of(width)}1", *(f"A{n}:B{n}" for n in range(2, 15))]
    merged += [f"{column_of(3 + 4 * n)}10:{column_of(6 + 4 * n)}10" for n in range(len(MONTHS))]
    merged += [cells for n in (2, 3, 5, 6) for cells in (f"C{n}:F{n}", f"G{n}:H{n}")]
    return book(("滨江公园", rows, merged), ("空表", [], []))


def building_down() -> bytes:
    """The same with the months down: month, matter, then the 旬."""
    rows: list[list[object]] = [
        ["2023年在建新开工项目台账", "", "", "", "", "单位：万元"],
        ["项目名称：临川市滨江生态公园", "", "", "业主单位：临川市园林绿化中心", "", ""],
        ["项目性质：续建", "", "", "建设起止年限：2022.11-2024.6", "", ""],
        ["项目主要建设目标：8月主体封顶，年底完成绿化种植"],
        ["项目总投资额：26800万元", "", "", "上年累计完成投资：3200", "", ""],
        ["本年计划完成投资额：12,000", "", "", "1-9月已完成投资额：8640", "", ""],
        ["节点", "日期", "责任人", "", "", ""],
        *([node, day, person, "", "", ""] for node, day, person in _nodes_down()),
        ["月份", "项目", "上旬", "中旬", "下旬", "小计"],
    ]
    merged = ["A2:C2", "D2:F2", "A3:C3", "D3:F3", "A4:F4", "A5:C5", "D5:F5", "A6:C6", "D6:F6"]
    for month, (planned, done) in MONTHS.items():
        rows.append([f"{month}月", "计划完成投资额", *planned, sum(planned)])
        rows.append(["", "实际完成投资额", *done, sum(done)])
        rows.append(["", "工作安排", f"{month}月上旬工作安排", "", "", ""])
        merged.append(f"A{len(rows) - 2}:A{len(rows)}")
    return book(("台账", rows, merged))


def _nodes_down():
    return zip(BUILDING, DAYS, ["陆工", *[""] * 6], strict=True)
