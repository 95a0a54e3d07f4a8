"""What a table of a period's facts puts into its migration, so that a closed period holds it."""

from typing import Literal

from django.db.migrations import RunSQL

Until = Literal["open", "closing"]

# Which rows a statement touched, as they were and as they are.
_TOUCHED = {
    "INSERT": "REFERENCING NEW TABLE AS rows_after",
    "UPDATE": "REFERENCING OLD TABLE AS rows_before NEW TABLE AS rows_after",
    "DELETE": "REFERENCING OLD TABLE AS rows_before",
}


def facts_of(column: str = "period", revision: str = "NULL::int") -> str:
    """The periods, and their revisions, that touched rows (``%1$s``) are facts of."""
    return f"SELECT DISTINCT {column}, {revision} FROM %1$s"  # noqa: S608 - written by us


def guard(table: str, *, facts: str = facts_of(), new: Until, changed: Until) -> RunSQL:
    """Triggers that refuse writes to ``table`` once its period has gone too far.

    ``new``: the last state of the period in which rows may be added or taken away; ``changed``:
    in which they may be updated. ``facts`` is a query for code and revision of the touched rows,
    whose table it calls ``%1$s``; where it gives a revision, only the period's present one may
    be written. ALWAYS: not even a replication role passes them by.
    """
    body = (
        "AFTER {event} ON {table} {touched}"
        " FOR EACH STATEMENT EXECUTE FUNCTION periods_guard('{until}', '{facts}')"
    )
    quoted = facts.replace("'", "''")
    triggers = {
        f"period_guard_{event.lower()}": body.format(
            event=event,
            table=table,
            touched=touched,
            until=changed if event == "UPDATE" else new,
            facts=quoted,
        )
        for event, touched in _TOUCHED.items()
    }
    triggers["period_guard_truncate"] = (
        f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION periods_guard()"
    )
    forwards = [
        statement
        for name, trigger in triggers.items()
        for statement in (
            f"CREATE TRIGGER {name} {trigger}",
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",
        )
    ]
    backwards = [f"DROP TRIGGER {name} ON {table}" for name in triggers]
    return RunSQL(";\n".join(forwards), ";\n".join(backwards))
