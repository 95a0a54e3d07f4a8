"""Categories within categories: which one a mark (一、 · （一） · 1.) opens under which."""

from dataclasses import dataclass, field

from .categories import BARE, CHINESE, DASH, ROMAN, TOTAL, Label

_FLOATING = (ROMAN, DASH, BARE)  # their place is told by where they first stand


@dataclass
class Nest:
    """The categories begun and not ended, widest first."""

    _open: list[tuple[float, int]] = field(default_factory=list)  # rank, category
    _ranks: dict[int, float] = field(default_factory=dict)

    @property
    def innermost(self) -> int | None:
        return self._open[-1][1] if self._open else None

    def enter(self, label: Label, category: int) -> tuple[int, int | None]:
        """The level of a category row and its parent; a total ends every category."""
        if label.part:
            return len(self._open) + 1, self.innermost
        if label.mark is None:
            self._open.clear()
            return TOTAL, None
        rank = self._rank(label.mark)
        while self._open and self._open[-1][0] >= rank:
            self._open.pop()
        parent = self.innermost
        self._open.append((rank, category))
        return len(self._open), parent

    def _rank(self, mark: int) -> float:
        if mark not in _FLOATING:
            return float(mark)
        if mark not in self._ranks:
            above = self._open[-1][0] if self._open else CHINESE - 1.0
            self._ranks[mark] = above + 0.5
        return self._ranks[mark]
