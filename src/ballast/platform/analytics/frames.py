"""Indicators over frames: Narwhals' expressions, run by whichever engine the frame is of."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import and_, eq, ge, gt, le, lt, ne, or_
from typing import Any, assert_never

import narwhals as nw

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

Parameters = Mapping[str, date | Decimal | None]
_HOW = {"=": eq, "<>": ne, "<": lt, "<=": le, ">": gt, ">=": ge}


def sums(
    facts: nw.LazyFrame[Any], terms: Sequence[Term], given: Parameters, by: str | None = None
) -> nw.LazyFrame[Any]:
    """One row for each value of ``by`` (first column), then a column for each term; not yet run.

    Sums stay decimal; nothing to add is nought.
    """
    columns = [_of(term, given).alias(str(place)) for place, term in enumerate(terms)]
    return facts.select(*columns) if by is None else facts.group_by(by).agg(*columns)


def _of(term: Term, given: Parameters) -> nw.Expr:
    match term:
        case Sum(column, where):
            amount = nw.col(column.name)
            kept = amount if where is None else nw.when(expression(where, given)).then(amount)
            return kept.sum()
        case Count(where):
            counted = nw.col("is_first")
            met = counted if where is None else counted & expression(where, given)
            return nw.when(met).then(nw.lit(1)).sum()
        case _:
            assert_never(term)


def expression(condition: Condition, given: Parameters) -> nw.Expr:
    """A condition as an expression of true, false or, of what is not known, null."""
    match condition:
        case Comparison(column, how, other):
            compared: nw.Expr = _HOW[how](nw.col(column.name), _operand(other, given))
            return compared
        case Known(column):
            return ~nw.col(column.name).is_null()
        case Holds(column):
            return nw.col(column.name)
        case Every(conditions):
            return reduce(and_, (expression(one, given) for one in conditions))
        case Either(conditions):
            return reduce(or_, (expression(one, given) for one in conditions))
        case Unless(negated):
            return ~expression(negated, given)
        case _:
            assert_never(condition)


def _operand(other: Operand, given: Parameters) -> Any:
    match other:
        case Column(name):
            return nw.col(name)
        case Parameter(name):
            return nw.lit(given[name])
        case _:
            return nw.lit(other)
