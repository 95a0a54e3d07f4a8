"""Ballast 压舱石: a city's key public projects, from idea to full production."""

__version__ = "0.1.0"
