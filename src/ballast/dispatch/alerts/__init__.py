"""Lamps, and why each shows what it shows."""
