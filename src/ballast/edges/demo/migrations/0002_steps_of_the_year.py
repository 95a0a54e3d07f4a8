from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("demo", "0001_initial")]

    operations = [
        migrations.AddField("stamp", "projects", models.IntegerField(default=0)),
        migrations.AddField("stamp", "seed", models.BigIntegerField(default=0)),
        migrations.AddField("stamp", "months", models.SmallIntegerField(default=0)),
        migrations.AddField("stamp", "done", models.JSONField(default=dict)),
    ]
