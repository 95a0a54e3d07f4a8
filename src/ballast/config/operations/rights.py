"""What the application's role may do: rows, never tables."""

from django.db import connections

_CHECKS = (
    ("is a superuser", "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"),
    ("may make tables", "SELECT has_schema_privilege('public', 'CREATE')"),
    (
        "may empty tables",
        "SELECT coalesce(bool_or(has_table_privilege(oid, 'TRUNCATE')), false) FROM pg_class"
        " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace",
    ),
    (
        "owns tables",
        "SELECT coalesce(bool_or(relowner = current_user::regrole), false) FROM pg_class"
        " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace",
    ),
)


def faults() -> list[str]:
    """What it may do but should not, in words."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT current_user")
        role = cursor.fetchone()[0]
        found = []
        for words, query in _CHECKS:
            cursor.execute(query)
            if cursor.fetchone()[0]:
                found.append(f"the application's role {role} {words}")
        return found
