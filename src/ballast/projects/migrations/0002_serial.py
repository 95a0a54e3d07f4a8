from django.db import migrations


class Migration(migrations.Migration):
    """The serials of Ballast numbers: a sequence gives none twice, not even after a rollback."""

    dependencies = [("projects", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE projects_serial AS bigint", "DROP SEQUENCE projects_serial"
        )
    ]
