"""What a boundary file must be, and where the name of an area stands."""

from .faults import BoundariesRefused, refuse
from .reading import LARGEST_FILE, MOST_FAULTS, MOST_FEATURES, MOST_POINTS, Outline, read
from .shapes import Polygon, Ring, drawn, label_point

__all__ = [
    "LARGEST_FILE",
    "MOST_FAULTS",
    "MOST_FEATURES",
    "MOST_POINTS",
    "BoundariesRefused",
    "Outline",
    "Polygon",
    "Ring",
    "drawn",
    "label_point",
    "read",
    "refuse",
]
