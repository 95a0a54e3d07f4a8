"""The journal: what happened, who did it and what it changed; appended, sealed, never edited."""
