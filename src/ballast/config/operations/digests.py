"""One digest per table, by which a restored database proves that it is the one backed up."""

import hashlib
from dataclasses import dataclass

import psycopg
from psycopg import sql

# The same value must always read the same, whoever asks and wherever.
_ONE_WAY_TO_WRITE = """
    SET LOCAL datestyle = 'ISO, YMD';
    SET LOCAL intervalstyle = 'postgres';
    SET LOCAL timezone = 'UTC';
    SET LOCAL extra_float_digits = 1;
    SET LOCAL bytea_output = 'hex';
"""
_TABLES = """
    SELECT n.nspname, c.relname,
           array(SELECT a.attname::text FROM pg_index i
                 CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k(attnum, place)
                 JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
                 WHERE i.indrelid = c.oid AND i.indisprimary ORDER BY k.place)
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
    ORDER BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class TableDigest:
    rows: int
    sha256: str


def of_tables(connection: psycopg.Connection) -> dict[str, TableDigest]:
    """Every table by name, read in the connection's present transaction.

    Rows are written as COPY writes them, ordered by primary key as text in byte order, so
    that neither the collation nor the order on disk matters.
    """
    connection.execute(_ONE_WAY_TO_WRITE)
    tables = connection.execute(_TABLES).fetchall()
    return {f"{schema}.{name}": _of(connection, schema, name, key) for schema, name, key in tables}


def _of(connection: psycopg.Connection, schema: str, name: str, key: list[str]) -> TableDigest:
    order: list[sql.Composable] = [
        sql.SQL('t.{}::text COLLATE "C"').format(sql.Identifier(column)) for column in key
    ]
    query = sql.SQL("COPY (SELECT * FROM {} t ORDER BY {}) TO STDOUT").format(
        sql.Identifier(schema, name), sql.SQL(", ").join(order or [sql.SQL('t::text COLLATE "C"')])
    )
    digest, rows = hashlib.sha256(), 0
    with connection.cursor() as cursor, cursor.copy(query) as copy:
        for line in copy:  # COPY writes a line feed within a value as \n: one line, one row
            digest.update(line)
            rows += bytes(line).count(b"\n")
    return TableDigest(rows, digest.hexdigest())
