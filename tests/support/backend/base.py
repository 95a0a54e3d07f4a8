from django.db.backends.postgresql import base, operations

# A test writes ten of 140 tables: the rows of those go in a tenth of the time all files are made
# anew. First whoever is under way ends. Closed periods refuse to give rows up, whoever asks: only
# while a test's rows are swept away they do not. What ``migrate`` makes anew each time stays.
_SWEEP = """
SET ROLE NONE;
SET session_replication_role = replica;
DO $$ DECLARE one regclass; guard name; BEGIN
    FOR one IN SELECT oid FROM pg_class
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
        AND relname NOT IN ('django_migrations', 'django_content_type', 'auth_permission')
        ORDER BY oid
    LOOP
        EXECUTE format('LOCK %s', one);
        CONTINUE WHEN pg_relation_size(one) = 0;
        FOR guard IN SELECT tgname FROM pg_trigger WHERE tgrelid = one AND tgenabled = 'A'
        LOOP EXECUTE format('ALTER TABLE %s DISABLE TRIGGER %I', one, guard); END LOOP;
        EXECUTE format('DELETE FROM %s', one);
        FOR guard IN SELECT tgname FROM pg_trigger WHERE tgrelid = one AND tgenabled = 'D'
        LOOP EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', one, guard); END LOOP;
    END LOOP;
END $$;
SET session_replication_role = origin;
SET ROLE ballast_app
"""


class DatabaseOperations(operations.DatabaseOperations):
    def sql_flush(self, *args, **options):
        """Nothing of Django's own, so that it does not tell its apps of a fresh database."""
        return []

    def execute_sql_flush(self, sql_list):
        with self.connection.cursor() as cursor:
            cursor.execute(_SWEEP)


class DatabaseWrapper(base.DatabaseWrapper):
    ops_class = DatabaseOperations
