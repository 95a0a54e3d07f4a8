"""An invented city, made of nothing but a number of projects and a seed: 示例市.

With 978 projects it is the city of the article, figure by figure (``table``); with another
number the same mix. The same seed gives the same city.
"""

import random

from . import table
from .days import put_days
from .making import Maker
from .money import put_money
from .slots import deal_out, reserved
from .told import YEAR, City, Work

SEED = YEAR


def city(projects: int = table.SIZE, seed: int = SEED) -> City:
    """The projects in the order of the plan, with all that September knows of them."""
    dice = random.Random(f"{projects} {seed}")  # noqa: S311  invented projects are no secret
    places = deal_out(dice, projects)
    put_days(dice, places)
    put_money(dice, places)
    maker = Maker(dice, places, projects)
    made = [maker.work(place) for place in places]
    later = reserved(dice, projects)
    put_days(dice, later)
    waiting = [maker.work(place) for place in later]
    return City(
        seed=seed,
        works=tuple(sorted(made, key=_place)),
        reserve=tuple(sorted(waiting, key=_place)),
    )


def _place(work: Work) -> tuple[str, ...]:
    sector = table.SECTORS.index(work.path[0])
    return (str(sector), *work.path[1:], work.unit.code, work.code)
