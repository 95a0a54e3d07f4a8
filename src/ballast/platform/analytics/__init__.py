"""Indicators, each declared once, and the tables of facts they are taken over."""
