"""The filing calendar that holds until a city writes its own: the 20th, the 25th, five days."""

from datetime import date

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def begin(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("progress", "WindowRule").objects.get_or_create(
        valid_from=date(2000, 1, 1),
        defaults={
            "opens_day": 20,
            "cut_off_day": 25,
            "december_cut_off_day": 25,
            "shuts_after_workdays": 5,
            "quarterly_classes": ["PREPARATORY"],
            "opening_together": True,
        },
    )


class Migration(migrations.Migration):
    dependencies = [("progress", "0003_guards")]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
