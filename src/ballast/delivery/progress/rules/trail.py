"""What leads to a period's figures besides the filings, and how one knows that it has changed."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from typing import Any


class Lead(StrEnum):
    """Of a project its corrections and its review steps, of a unit its sheets, the window."""

    CORRECTION = "CORRECTION"
    REVIEW = "REVIEW"
    SHEET = "SHEET"
    WINDOW = "WINDOW"


def digest(rows: Iterable[tuple[Any, ...]]) -> str:
    """SHA-256 over the rows as lines of canonical JSON, in whatever order they come."""
    lines = sorted(
        json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)
        for row in rows
    )
    return sha256("\n".join(lines).encode()).hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    raise TypeError(f"a trail holds no {type(value).__name__}")
