"""Papers, from draft to receipt; each call takes many and is one transaction."""

from ballast.platform.documents.writing import render, same_bytes, write

__all__ = ["render", "same_bytes", "write"]
