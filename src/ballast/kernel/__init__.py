"""Plain Python that everything else stands on: no Django, no clock, no files."""
