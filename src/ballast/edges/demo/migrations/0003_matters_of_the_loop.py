from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("demo", "0002_steps_of_the_year")]

    operations = [
        migrations.AddField(
            model_name="stamp", name="matters", field=models.JSONField(default=dict)
        ),
    ]
