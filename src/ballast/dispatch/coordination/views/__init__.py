"""Pages of instructions and sweeps."""
