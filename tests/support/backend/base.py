from django.db.backends.postgresql import base, operations


class DatabaseOperations(operations.DatabaseOperations):
    def execute_sql_flush(self, sql_list):
        with self.connection.cursor() as cursor:
            cursor.execute("SET ROLE NONE")
            cursor.execute("SET session_replication_role = replica")
            cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")
        super().execute_sql_flush(sql_list)
        with self.connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = origin")
            cursor.execute("SET ROLE ballast_app")


class DatabaseWrapper(base.DatabaseWrapper):
    ops_class = DatabaseOperations
