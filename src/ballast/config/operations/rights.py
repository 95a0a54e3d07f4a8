"""What the application's role may do: rows, never tables."""

from django.db import connections

from ballast.config.console import gettext as _


def _checks() -> tuple[tuple[str, str], ...]:
    return (
        (
            _("the application's role %(role)s is a superuser"),
            "SELECT rolsuper FROM pg_roles WHERE rolname = current_user",
        ),
        (
            _("the application's role %(role)s may make tables"),
            "SELECT has_schema_privilege('public', 'CREATE')",
        ),
        (
            _("the application's role %(role)s may empty tables"),
            "SELECT coalesce(bool_or(has_table_privilege(oid, 'TRUNCATE')), false) FROM pg_class"
            " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace",
        ),
        (
            _("the application's role %(role)s owns tables"),
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
        for words, query in _checks():
            cursor.execute(query)
            if cursor.fetchone()[0]:
                found.append(words % {"role": role})
        return found
