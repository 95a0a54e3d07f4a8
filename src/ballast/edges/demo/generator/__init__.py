"""An invented city, made of nothing but a number of projects and a seed.

>>> city(978).works[0].unit.name  # doctest: +SKIP
"""
