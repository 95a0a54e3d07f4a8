"""A filing that was handed in decomposes exactly; what older versions left open was caught up."""

from decimal import Decimal

from django.db import migrations, models
from django.db.models.functions import Coalesce

# Figures filed before they were taken apart: what no month explains was caught up.
TAKEN_APART = """
ALTER TABLE progress_filing DISABLE TRIGGER progress_filing_fixed;
UPDATE progress_filing
    SET caught_up_yuan = completed_yuan - base_yuan - correction_yuan - coalesce(month_yuan, 0)
    WHERE completed_yuan <> base_yuan + caught_up_yuan + correction_yuan + coalesce(month_yuan, 0)
        AND state <> 'DRAFT';
ALTER TABLE progress_filing ENABLE ALWAYS TRIGGER progress_filing_fixed
"""


class Migration(migrations.Migration):
    dependencies = [("progress", "0005_submitted_is_fixed")]

    operations = [
        migrations.RunSQL(TAKEN_APART, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="filing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "DRAFT"),
                    ("completed_yuan__isnull", True),
                    (
                        "completed_yuan",
                        models.F("base_yuan")
                        + models.F("caught_up_yuan")
                        + models.F("correction_yuan")
                        + Coalesce("month_yuan", models.Value(Decimal(0))),
                    ),
                    _connector="OR",
                ),
                name="filing_adds_up",
            ),
        ),
        migrations.AlterField(  # one plan of a few yuan must not keep a whole month from counting
            model_name="monthfigure",
            name="rate",
            field=models.DecimalField(decimal_places=8, max_digits=28, null=True),
        ),
    ]
