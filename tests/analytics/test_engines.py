"""The same indicator must come out the same on a screen (SQL) and in a snapshot (frames)."""

import ast
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import sql as text

from ballast.platform.analytics import frames, selectors, sql
from ballast.platform.analytics.catalogue import INDICATORS
from ballast.platform.analytics.indicators import Given, Value, terms_of, value_of
from ballast.platform.analytics.schema import FACTS, Type

_COLUMNS = {
    Type.ID: "bigint",
    Type.TEXT: "text",
    Type.MONEY: "numeric(18, 2)",
    Type.DAY: "date",
    Type.FLAG: "bool",
}
_CLASSES = ["NEW_START", "CARRY_OVER", "DUE_FINISH", "PREPARATORY", ""]
_GIVEN: dict[str, Any] = {
    "last_day": date(2023, 9, 30),
    "time_progress": Decimal(75),
    "target_yuan": Decimal("1200000000.00"),
    "fixed_asset_yuan": Decimal(0),
    "province_rate": None,
}
_INDICATORS = list(INDICATORS.values())
_TERMS = terms_of(_INDICATORS)


def _values(name: str, kind: Type) -> st.SearchStrategy[Any]:
    match kind:
        case Type.MONEY:
            amounts = st.integers(0, 10**13).map(lambda cents: Decimal(cents) / 100)
            return st.none() | st.just(Decimal(0)) | amounts
        case Type.DAY:
            return st.none() | st.integers(-400, 200).map(
                lambda d: date(2023, 9, 30) + timedelta(d)
            )
        case Type.FLAG:
            return st.booleans()
        case Type.ID:
            return st.integers(1, 9)
        case _:
            options = {"plan_class": _CLASSES, "state": ["ACTIVE", "SUSPENDED"]}
            return st.sampled_from(options.get(name, ["A", "B", ""]))


_ROWS = st.lists(
    st.fixed_dictionaries({name: _values(name, kind) for name, kind in FACTS.items()}), max_size=12
)


@pytest.fixture
def table(db: None) -> text.Composable:
    columns = ", ".join(f"{name} {_COLUMNS[kind]}" for name, kind in FACTS.items())
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE some_facts ({columns}) ON COMMIT DROP")
    return text.Identifier("some_facts")


def _by_sql(rows: Sequence[dict[str, Any]], table: text.Composable) -> dict[str, list[Any]]:
    marks = ", ".join(["%s"] * len(FACTS))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM some_facts")
        cursor.executemany(
            f"INSERT INTO some_facts VALUES ({marks})",
            [[row[name] for name in FACTS] for row in rows],
        )
        cursor.execute(sql.sums(table, _TERMS, _GIVEN, "unit"))
        return {unit: values for unit, *values in cursor.fetchall()}


def _by_frames(rows: Sequence[dict[str, Any]]) -> dict[str, list[Any]]:
    summed = frames.sums(selectors.frame(rows), _TERMS, _GIVEN, "unit").collect()
    return {unit: values for unit, *values in summed.iter_rows()}


def _told(sums: dict[str, list[Any]], given: Given) -> dict[str, dict[str, Value]]:
    return {
        unit: {
            one.code: value_of(one, dict(zip(_TERMS, map(Decimal, values), strict=True)), given)
            for one in _INDICATORS
        }
        for unit, values in sums.items()
    }


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(rows=_ROWS)
def test_every_indicator_is_the_same_from_the_database_and_from_frames(
    rows: list[dict[str, Any]], table: text.Composable
) -> None:
    assert _told(_by_frames(rows), _GIVEN) == _told(_by_sql(rows, table), _GIVEN)


@pytest.mark.parametrize("engine", [frames, sql])
def test_no_engine_divides_because_a_decimal_over_a_decimal_loses_places(engine: Any) -> None:
    tree = ast.parse(Path(engine.__file__).read_text())

    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Div | ast.FloorDiv)]
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    assert not [text for text in texts if isinstance(text, str) and " / " in text]
