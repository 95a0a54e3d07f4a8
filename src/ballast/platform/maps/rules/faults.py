"""What is wrong in a boundary file, each fault with the feature it is in."""

from ballast.kernel.errors import Faulty


class BoundariesRefused(Faulty):
    """The file has ``faults``: all of them are told, and nothing is written."""

    code = "boundaries_refused"


refuse = BoundariesRefused.where
