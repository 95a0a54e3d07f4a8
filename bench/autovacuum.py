"""Statistics of the bench's database, by which statements are planned."""

import psycopg
from django.db import connection


def take_statistics() -> None:
    """What autovacuum does by itself within a minute; the application may not."""
    host = connection.settings_dict["HOST"]
    with psycopg.connect(host=host, dbname="ballast", user="ballast_super", autocommit=True) as own:
        own.execute("VACUUM (ANALYZE)")
