"""What a table of a period's facts puts into its migration, so that a closed period holds it."""

from typing import Literal

from django.db.migrations import RunSQL

Until = Literal["open", "closing"]


def guard(table: str, *, column: str = "period", new: Until, changed: Until) -> RunSQL:
    """Triggers that refuse writes to ``table`` once its period has gone too far.

    ``new``: the last state of the period in which rows may be added or taken away; ``changed``:
    in which they may be updated. ALWAYS: not even a replication role passes them by.
    """
    rows = (
        "BEFORE {when} ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION periods_guard('{column}', '{until}')"
    )
    names = {
        "period_guard_rows": rows.format(
            when="INSERT OR DELETE", table=table, column=column, until=new
        ),
        "period_guard_changes": rows.format(
            when="UPDATE", table=table, column=column, until=changed
        ),
        "period_guard_all": f"BEFORE TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION periods_guard()",
    }
    forwards = [
        statement
        for name, body in names.items()
        for statement in (
            f"CREATE TRIGGER {name} {body}",
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",
        )
    ]
    backwards = [f"DROP TRIGGER {name} ON {table}" for name in names]
    return RunSQL(";\n".join(forwards), ";\n".join(backwards))
