"""A closed period holds what was filed for it."""

from django.db import migrations

from ballast.platform.periods.guards import guard


class Migration(migrations.Migration):
    dependencies = [("progress", "0002_duties_and_reviews"), ("periods", "0002_guards")]

    operations = [
        guard("progress_window", column="period_id", new="open", changed="open"),
        guard("progress_duty", new="open", changed="open"),
        guard("progress_filing", new="open", changed="closing"),
        guard("progress_correction", new="open", changed="open"),
        guard("progress_review", new="open", changed="closing"),
        guard("progress_totalssheet", new="closing", changed="closing"),
        guard("progress_monthfigure", new="closing", changed="closing"),
    ]
