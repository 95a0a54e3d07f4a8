"""Whatever stands in a sheet, reading it ends in words, never in an accident."""

from datetime import date, datetime, time

from hypothesis import given, settings
from hypothesis import strategies as st

from ballast.platform.sheets.faults import address
from ballast.platform.sheets.grids import Void
from ballast.platform.sheets.reading import Told

from .papers import grid, reading_of

WORDS = (
    *(
        "序号",
        "项目名称",
        "总投资（万元）",
        "责任单位",
        "3月",
        "上旬",
        "1-3月完成投资",
        "累计",
        "小计",
    ),
    *(
        "单位：万元",
        "合计（2项）",
        "一、交通（1项）",
        "（一）",
        "其中：在建（1项）",
        "——",
        "Ⅱ、",
        "注：略",
    ),
    *(
        "完成比例",
        "计划开工时间",
        "建设年限",
        "2023年二季度",
        "2025-2022",
        "08/07/2023",
        "35%",
        "约3.5",
    ),
    *(
        "项目代码",
        "1.2E+17",
        "2022年计划投资",
        "（£m）",
        "%",
        "1",
        "第1页",
        "项目",
        "二〇二三年四月",
        "-",
    ),
)
cells = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from([None, "", True, float("inf"), float("nan"), 1e300, -5, 0.35, 2023.1, 45000]),
    st.sampled_from([*Void, date(2023, 4, 1), datetime(2023, 4, 1, 8), time(8)]),
    st.text(max_size=6),
    st.integers(-10, 10**17),
)
rows = st.lists(st.lists(cells, max_size=7), max_size=10)
spots = st.tuples(st.integers(0, 9), st.integers(0, 6), st.integers(0, 3), st.integers(0, 3))


@settings(max_examples=400, deadline=None)
@given(rows, st.lists(spots, max_size=4), st.booleans())
def test_any_grid_is_read_or_told_what_is_wrong(values, spans, turned):
    merged = [f"{address(r, c)}:{address(r + h, c + w)}" for r, c, h, w in spans]

    reading = reading_of(grid(values, merged), told=Told(transposed=turned))

    assert reading.tables or reading.faults
    for fault in (*reading.faults, *reading.doubts, *reading.consequences):
        assert fault.cell.startswith("表!") or fault.cell == "A1"
