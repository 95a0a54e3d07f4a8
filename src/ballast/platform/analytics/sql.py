"""Indicators over rows of the database: the same sums as ``frames``, added up by PostgreSQL."""

from collections.abc import Sequence
from typing import assert_never

from psycopg import sql

from .expressions import (
    Column,
    Comparison,
    Condition,
    Count,
    Either,
    Every,
    Holds,
    Known,
    Operand,
    Parameter,
    Sum,
    Term,
    Unless,
)
from .frames import Parameters


def sums(
    facts: sql.Composable, terms: Sequence[Term], given: Parameters, by: str | None = None
) -> sql.Composed:
    """A query for one row of each value of ``by`` (first column), then a column for each term.

    ``facts``: what stands after FROM, with the columns of ``schema.FACTS``.
    """
    columns = sql.SQL(", ").join(_of(term, given) for term in terms)
    if by is None:
        return sql.SQL("SELECT {} FROM {}").format(columns, facts)
    group = sql.Identifier(by)
    return sql.SQL("SELECT {}, {} FROM {} GROUP BY {}").format(group, columns, facts, group)


def _of(term: Term, given: Parameters) -> sql.Composable:
    match term:
        case Sum(column, where):
            kept = sql.SQL("TRUE") if where is None else expression(where, given)
            total = sql.SQL("COALESCE(SUM({}) FILTER (WHERE {}), 0)")
            return total.format(sql.Identifier(column.name), kept)
        case Count(where):
            counted: sql.Composable = sql.Identifier("is_first")
            if where is not None:
                counted = sql.SQL("{} AND {}").format(counted, expression(where, given))
            return sql.SQL("COUNT(*) FILTER (WHERE {})").format(counted)
        case _:
            assert_never(term)


def expression(condition: Condition, given: Parameters) -> sql.Composable:
    match condition:
        case Comparison(column, how, other):
            return sql.SQL("({} {} {})").format(
                sql.Identifier(column.name), sql.SQL(how), _operand(other, given)
            )
        case Known(column):
            return sql.SQL("({} IS NOT NULL)").format(sql.Identifier(column.name))
        case Holds(column):
            return sql.Identifier(column.name)
        case Every(conditions):
            return _joined(" AND ", conditions, given)
        case Either(conditions):
            return _joined(" OR ", conditions, given)
        case Unless(negated):
            return sql.SQL("(NOT {})").format(expression(negated, given))
        case _:
            assert_never(condition)


def _joined(word: str, conditions: Sequence[Condition], given: Parameters) -> sql.Composable:
    parts = sql.SQL(word).join(expression(one, given) for one in conditions)
    return sql.SQL("({})").format(parts)


def _operand(other: Operand, given: Parameters) -> sql.Composable:
    match other:
        case Column(name):
            return sql.Identifier(name)
        case Parameter(name):
            return sql.Literal(given[name])
        case _:
            return sql.Literal(other)
