from django.db import migrations


class Migration(migrations.Migration):
    """The stored tables have new columns; the job makes them again within a minute."""

    dependencies = [("reporting", "0007_month_frame")]
    operations = [
        migrations.RunSQL("DELETE FROM reporting_monthframe", migrations.RunSQL.noop),
    ]
