"""Papers as LibreOffice prints them, measured in millimetres."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from ballast.platform.documents.converting import pdfs_of

# The fonts that papers name are not free: these stand in for them.
SUBSTITUTES = {
    "方正小标宋简体": "Noto Serif CJK",
    "仿宋_GB2312": "Noto Serif CJK",
    "楷体_GB2312": "Noto Serif CJK",
    "宋体": "Noto Serif CJK",
    "黑体": "Noto Sans CJK",
}
_DOTS = 150  # an inch
_MM = 25.4 / _DOTS


@dataclass(frozen=True)
class Box:
    """The edges of what is printed, from the page's left and upper edge."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


class Page:
    """One printed page."""

    def __init__(self, path: Path):
        colours = np.asarray(Image.open(path).convert("RGB")).astype(int)
        red, green, blue = colours[..., 0], colours[..., 1], colours[..., 2]
        self._red = (red > 150) & (green < 130) & (blue < 130)
        self._black = (red < 130) & ~self._red
        self.width, self.height = (size * _MM for size in red.shape[::-1])

    def black(self, **within: float) -> Box:
        return self._box(self._black, **within)

    def red(self, **within: float) -> Box:
        return self._box(self._red, **within)

    def lines(self, *, top: float, bottom: float, left: float = 0, red: bool = False) -> list[Box]:
        """What is printed between two heights, line by line."""
        ink = self._red if red else self._black
        within = ink[round(top / _MM) : round(bottom / _MM), round(left / _MM) :]
        rows = within.any(axis=1).astype(int)
        edges = np.flatnonzero(np.diff(np.concatenate(([0], rows, [0]))))
        heights = [(top + edge * _MM) for edge in edges]
        return [
            self._box(ink, left=left, top=first, bottom=last)
            for first, last in zip(heights[::2], heights[1::2], strict=True)
        ]

    def _box(
        self,
        ink: np.ndarray,
        *,
        left: float = 0,
        top: float = 0,
        right: float = 1000,
        bottom: float = 1000,
    ) -> Box:
        first_row, first_column = round(top / _MM), round(left / _MM)
        part = ink[first_row : round(bottom / _MM), first_column : round(right / _MM)]
        rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
        return Box(
            (first_column + columns[0]) * _MM,
            (first_row + rows[0]) * _MM,
            (first_column + columns[-1] + 1) * _MM,
            (first_row + rows[-1] + 1) * _MM,
        )


def printed(content: bytes, folder: Path) -> list[Page]:
    """Every page of a paper. Raises where LibreOffice makes no PDF of it."""
    paper = folder / "paper.pdf"
    paper.write_bytes(pdfs_of({"paper": content})["paper"])
    _run("pdftoppm", "-r", str(_DOTS), "-png", str(paper), str(folder / "page"))
    return [Page(path) for path in sorted(folder.glob("page-*.png"))]


def fonts(folder: Path) -> set[str]:
    """The names of the fonts that ``printed`` printed a paper in."""
    told = _run("pdffonts", str(folder / "paper.pdf")).decode().splitlines()[2:]
    return {line.split()[0].partition("+")[2] for line in told}


def _run(*command: str) -> bytes:
    return subprocess.run(command, check=True, capture_output=True, timeout=120).stdout
