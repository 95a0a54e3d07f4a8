"""The loop board: warned, checked, being solved, tracked; who holds what, and for how long."""
