"""Whole numbers in given proportions, and drawing by weight; the same dice give the same."""

import random
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")


def whole(total: int, weights: Sequence[float]) -> list[int]:
    """``total`` divided by weights: each part rounded down, what is left to the largest rests."""
    every = sum(weights) or 1
    exact = [total * weight / every for weight in weights]
    parts = [int(one) for one in exact]
    by_rest = sorted(range(len(exact)), key=lambda place: (parts[place] - exact[place], place))
    for place in by_rest[: total - sum(parts)]:
        parts[place] += 1
    return parts


def drawn(
    dice: random.Random, among: Iterable[T], count: int, weight: Callable[[T], float]
) -> list[T]:
    """``count`` of them without putting back; what has twice the weight comes twice as likely."""
    keyed = [(dice.random() ** (1 / weight(one)), place, one) for place, one in enumerate(among)]
    keyed.sort(reverse=True, key=lambda one: one[:2])
    return [one for _, _, one in keyed[:count]]
