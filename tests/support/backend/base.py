from django.db.backends.postgresql import base, operations

# Closed periods refuse TRUNCATE whoever asks: only while a test's rows are swept away they do not.
_SWITCH = """
DO $$ DECLARE one record; BEGIN
    FOR one IN SELECT tgrelid::regclass AS tab, tgname FROM pg_trigger
        WHERE tgtype & 32 <> 0 AND NOT tgisinternal AND tgenabled = '{found}'
    LOOP EXECUTE format('ALTER TABLE %s {action} TRIGGER %I', one.tab, one.tgname); END LOOP;
END $$
"""


class DatabaseOperations(operations.DatabaseOperations):
    def execute_sql_flush(self, sql_list):
        with self.connection.cursor() as cursor:
            cursor.execute("SET ROLE NONE")
            cursor.execute("SET session_replication_role = replica")
            cursor.execute(_SWITCH.format(found="A", action="DISABLE"))
            cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")
        super().execute_sql_flush(sql_list)
        with self.connection.cursor() as cursor:
            cursor.execute(_SWITCH.format(found="D", action="ENABLE ALWAYS"))
            cursor.execute("SET session_replication_role = origin")
            cursor.execute("SET ROLE ballast_app")


class DatabaseWrapper(base.DatabaseWrapper):
    ops_class = DatabaseOperations
