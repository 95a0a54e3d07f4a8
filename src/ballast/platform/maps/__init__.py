"""Boundaries: the files a city's maps are drawn by, each with its source and from when it holds."""
