"""How a command ends when it cannot do what was asked."""


class Stopped(Exception):
    """Words for the operator: what is so, and what to do."""
