"""However many cells are wrong, each is told once, and no total is blamed for them."""

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from ballast.platform.sheets.faults import address
from ballast.platform.sheets.grids import Void

from .papers import grid, reading_of

HEAD = [
    *("序号", "项目名称", "项目业主", "总投资", "年度计划投资", "1-9月完成投资", "完成比例"),
    *("9月上旬", "9月中旬", "9月下旬", "9月", "计划开工时间", "建设年限", "项目代码", "用地面积"),
]
NAME, OWNER, SHARE, MONTH, STARTS, YEARS, CODE, AREA = 1, 2, 6, 10, 11, 12, 13, 14
MONEY = (3, 4, 5, 7, 8, 9, MONTH)
MERGED = "merged"
TOP = 3  # the first row below the heading

A_SUM = [
    *(
        ("约三千万", "amount_not_number"),
        ("12万元", "amount_not_number"),
        ("$5", "amount_not_number"),
    ),
    *((-5, "cell_amount_negative"), (1e300, "amount_huge"), (True, "amount_not_number")),
    (MERGED, "amount_merged"),
]
# What may be written into a cell, and the fault it is.
ANYWHERE = [(Void.ERROR, "cell_error"), (Void.UNVALUED, "formula_unvalued")]
WRONG = {
    NAME: [
        ("", "cell_name_missing"),
        ("长" * 5_000, "cell_text_too_long"),
        (MERGED, "name_merged"),
    ],
    OWNER: [("长" * 201, "cell_text_too_long")],
    **dict.fromkeys(MONEY, A_SUM),
    SHARE: [("过半", "share_not_number"), (MERGED, "amount_merged")],
    STARTS: [("2023年13月", "date_impossible"), (123456, "date_unclear")],
    YEARS: [("2025-2022", "dates_reversed"), ("2023-02-30", "date_impossible")],
    CODE: [(230299010404100013.0, "code_cut"), ("2.30299E+17", "code_cut")],
    AREA: [("五亩", "number_not_number"), (MERGED, "amount_merged")],
}


@dataclass
class Paper:
    """A right sheet: totals, two levels of categories, projects, and who stands where."""

    rows: list[list[object]]
    projects: list[int]
    sums: list[int]
    counts: list[int]


def project(number):
    money = [1000, 500, 300, "60%", 10, 20, 30, 60]
    dates = ["2023年4月上旬", "2022-2025", "2302-990104-04-01-100013", 12.5]
    return [number, f"第{number}号工程", "城投集团", *money, *dates]


def summed(label, size):
    totals = [1000, 500, 300, None, 10, 20, 30, 60]
    return ["", label, "", *(t and t * size for t in totals), *[""] * 4]


def paper(shape):
    """A sheet of categories; ``shape`` says how many projects each of their parts has."""
    size = sum(map(sum, shape))
    made = Paper(
        [["2023年重点项目"], ["单位：万元"], HEAD, summed(f"合计（{size}项）", size)], [], [], []
    )
    rows, number = made.rows, 0
    made.sums.append(TOP)
    for place, parts in enumerate(shape):
        made.counts.append(len(rows))
        rows.append(summed(f"{'一二三四'[place]}、第{place}类（{sum(parts)}项）", sum(parts)))
        for part, own in enumerate(parts):
            made.counts.append(len(rows))
            rows.append(summed(f"（{'一二三四'[part]}）第{part}项（{own}项）", own))
            for _ in range(own):
                number += 1
                made.projects.append(len(rows))
                rows.append(project(number))
    made.sums += made.counts
    return made


shapes = st.lists(st.lists(st.integers(1, 4), min_size=1, max_size=3), min_size=1, max_size=3)


@settings(max_examples=150, deadline=None)
@given(shapes, st.data())
def test_k_faults_in_k_cells_are_each_told_once_and_totals_only_follow(shape, data):
    made = paper(shape)
    expected, merged, held = [], [], set()
    spots = [(row, column) for row in made.projects for column in WRONG]
    spots += [(row, 3) for row in made.sums] + [(row, NAME) for row in made.counts]
    for row, column in data.draw(st.lists(st.sampled_from(spots), unique=True, max_size=12)):
        value, code = data.draw(st.sampled_from(faults_of(made, row, column)))
        if value == MERGED:
            above = row - 1, column
            if row - 1 not in made.projects or above in held or (row, column) in held:
                continue
            held.add(above)
            merged.append(f"{address(row - 1, column)}:{address(row, column)}")
            value = ""
        if (row, column) in held:
            continue
        held.add((row, column))
        made.rows[row][column] = value
        expected.append((code, f"表!{address(row, column)}"))

    reading = reading_of(grid(made.rows, merged))

    assert sorted((f.code, f.cell) for f in reading.faults) == sorted(expected)
    assert reading.doubts == ()
    wrong = {cell for _, cell in expected}
    assert all(follow.params["because"] in wrong for follow in reading.consequences)
    assert bool(reading.consequences) >= any(
        (row, 3) in held for row in made.projects if f"表!{address(row, 3)}" in wrong
    )


def faults_of(made, row, column):
    if row in made.counts and column == NAME:
        return [(str(made.rows[row][NAME]).replace("项）", "00项）"), "count_differs")]
    kinds = [*ANYWHERE, *WRONG[column]]
    return [k for k in kinds if k[0] != MERGED] if row in made.sums else kinds


def test_a_total_that_fails_because_of_a_faulty_amount_points_to_it():
    made = paper([[2], [1]])
    row = made.projects[0]
    made.rows[row][3] = "约三千万"

    reading = reading_of(grid(made.rows))

    assert [(f.code, f.cell) for f in reading.faults] == [("amount_not_number", f"表!D{row + 1}")]
    assert [(f.code, f.cell, f.params["because"]) for f in reading.consequences] == [
        ("sum_follows", cell, f"表!D{row + 1}") for cell in ("表!D4", "表!D5", "表!D6")
    ]


def test_a_total_below_what_is_there_is_wrong_by_itself():
    made = paper([[2]])
    made.rows[made.projects[0]][3] = "约三千万"
    made.rows[TOP][3] = 500

    reading = reading_of(grid(made.rows))

    assert [(f.code, f.cell) for f in reading.doubts] == [("sum_differs", "表!D4")]


def test_a_percentage_and_a_month_that_cannot_be_checked_point_to_the_faulty_cell():
    made = paper([[1]])
    row = made.projects[0]
    made.rows[row][4], made.rows[row][8] = "未定", Void.ERROR

    reading = reading_of(grid(made.rows))

    follow = {(f.code, f.cell): f.params["because"] for f in reading.consequences}
    assert follow["share_follows", f"表!G{row + 1}"] == f"表!E{row + 1}"
    assert follow["dekads_follow", f"表!K{row + 1}"] == f"表!I{row + 1}"
    assert reading.doubts == ()


def test_a_percentage_or_a_month_that_does_not_add_up_is_a_doubt():
    made = paper([[1]])
    row = made.projects[0]
    made.rows[row][6], made.rows[row][8] = "70%", 21

    reading = reading_of(grid(made.rows))

    assert {(f.code, f.cell) for f in reading.doubts} >= {
        ("share_differs", f"表!G{row + 1}"),
        ("dekads_differ", f"表!K{row + 1}"),
    }


def test_an_illegible_category_is_told_once_and_the_one_before_it_is_not_blamed():
    made = paper([[1, 2]])
    row = made.counts[-1]
    made.rows[row][NAME] = Void.ERROR

    reading = reading_of(grid(made.rows))

    assert [(f.code, f.cell) for f in reading.faults] == [("cell_error", f"表!B{row + 1}")]
    assert {f.params["because"] for f in reading.consequences} == {f"表!B{row + 1}"}
    assert reading.doubts == ()
