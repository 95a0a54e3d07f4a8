"""The digest of a closed period is the same for ever and differs for any other set of rows."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ballast.oversight.reporting.rules import FROZEN, Difference, differences, digest

ROW = {
    "project_id": 7,
    "number": "PT-000007-X",
    "name": "听涛区快速通道（一期）",
    "unit_code": "TT",
    "unit_name": "听涛区",
    "region_code": "990103",
    "sector": "基础设施/交通",
    "tier": "CITY",
    "state": "ACTIVE",
    "shares": {"TT": "0.600000", "LP": "0.400000"},
    "total_investment_yuan": Decimal("500000000.00"),
    "plan_class": "CARRY_OVER",
    "original_yuan": Decimal("12000000.00"),
    "planned_yuan": Decimal("12000000.00"),
    "standing": "ACCEPTED",
    "month_yuan": Decimal("1000000.00"),
    "completed_yuan": Decimal("9000000.00"),
    "since_start_yuan": None,
    "base_yuan": Decimal("8000000.00"),
    "caught_up_yuan": Decimal("0.00"),
    "correction_yuan": Decimal("0.00"),
    "filed_for": "2023-09",
    "kind": "ACTUAL",
    "is_late": False,
    "filing_id": 41,
    "visible_progress": "主体施工。",
}


def test_the_digest_of_a_known_set_never_changes():
    assert set(ROW) == set(FROZEN)

    assert digest("2023-09", 1, [ROW]) == (
        "daaeea1ed28625188c6c0d2fce3840c082b0893993371b8da8d767f89be5ecab"
    )
    assert digest("2023-09", 1, []) != digest("2023-10", 1, []) != digest("2023-10", 2, [])


def test_money_is_sealed_by_its_value_and_not_by_how_it_came():
    assert digest("2023-09", 1, [ROW | {"month_yuan": Decimal(1_000_000)}]) == digest(
        "2023-09", 1, [ROW]
    )


_VALUES = st.none() | st.text() | st.decimals(places=2, allow_nan=False, allow_infinity=False)


@given(st.sampled_from(FROZEN), _VALUES)
def test_any_changed_field_gives_another_digest(field, value):
    changed = ROW | {field: value}
    same = value == ROW[field]

    assert (digest("2023-09", 1, [changed]) == digest("2023-09", 1, [ROW])) is same


def test_the_order_of_the_rows_is_sealed():
    other = ROW | {"number": "PT-000008-X"}

    assert digest("2023-09", 1, [ROW, other]) != digest("2023-09", 1, [other, ROW])


def test_two_revisions_differ_field_by_field_and_by_who_came_and_went():
    gone = ROW | {"number": "PT-000001-X", "name": "撤项"}
    new = ROW | {"number": "PT-000009-X", "name": "补报"}
    again = ROW | {"month_yuan": Decimal(2_000_000), "completed_yuan": Decimal(10_000_000)}

    assert list(differences([gone, ROW], [again | {"filing_id": 52}, new])) == [
        Difference("PT-000001-X", "撤项", "", "撤项", None),
        Difference(
            "PT-000007-X", ROW["name"], "month_yuan", Decimal(1_000_000), Decimal(2_000_000)
        ),
        Difference(
            "PT-000007-X", ROW["name"], "completed_yuan", Decimal(9_000_000), Decimal(10_000_000)
        ),
        Difference("PT-000009-X", "补报", "", None, "补报"),
    ]
