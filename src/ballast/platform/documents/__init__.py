"""Word papers: a template and plain data in, bytes out."""
