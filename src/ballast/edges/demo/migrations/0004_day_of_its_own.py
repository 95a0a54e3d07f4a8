from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("demo", "0003_matters_of_the_loop")]

    operations = [
        migrations.AddField("stamp", "days_back", models.IntegerField(default=0)),
    ]
