"""What the supervisor says when it cannot go on."""


class ClusterError(Exception):
    """One plain sentence or two: what happened, where to look, what to do."""
