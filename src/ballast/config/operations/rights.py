"""What the application's role may do: rows, never tables, and nothing to a closed period."""

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
        (
            _("the application's role %(role)s may change periods or what they froze"),
            "SELECT coalesce(bool_or(has_table_privilege(oid, 'UPDATE, DELETE')), false)"
            " FROM pg_class WHERE relname ~ '^(periods_|reporting_frozen)' AND relkind = 'r'"
            " AND relnamespace = 'public'::regnamespace",
        ),
        (
            _("a guard of the closed periods is switched off"),
            "SELECT coalesce(bool_or(tgenabled <> 'A'), false) FROM pg_trigger"
            " WHERE tgname ~ '^(period_guard|frozen)_'",
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
