"""Workbooks: reading with every fault named by its cell, and writing."""
