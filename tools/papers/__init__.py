"""Writes the Word templates of papers: `python -m tools.papers`.

An office may put its own .docx in the place of one written here, with the same names in double
braces. `layout` has the page, the type and the tables of every paper, `official` the parts of an
official one; a module for each paper puts them together.
"""
