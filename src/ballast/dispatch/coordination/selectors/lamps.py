"""The lamps of projects as papers name them: what judges lies above, and says it itself."""

from collections.abc import Callable, Collection, Mapping

Lamps = Callable[[Collection[int], str], Mapping[int, str]]

_LAMPS: list[Lamps] = []


def install_lamps(lamps: Lamps) -> None:
    """Said once at start-up: who knows the issued lamps of projects in a period, in words."""
    _LAMPS[:] = [lamps]


def lamps_of(project_ids: Collection[int], period: str) -> Mapping[int, str]:
    """▲ 黄色（投资进度）, by project; none before the period's lamps are issued."""
    (lamps,) = _LAMPS
    return lamps(project_ids, period)
