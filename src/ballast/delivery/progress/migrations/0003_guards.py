"""A closed period holds what was filed for it, and a closed revision holds its rows."""

from django.db import migrations

from ballast.platform.periods.guards import facts_of, guard

# A draft is no fact yet: one left from an earlier revision may be taken up again.
FILINGS = facts_of(revision="CASE WHEN state <> 'DRAFT' THEN revision END")
# Rows about a filing are facts of its period, whatever their own copy of it says.
ABOUT_FILINGS = (
    "SELECT DISTINCT filing.period, CASE WHEN filing.state <> 'DRAFT' THEN filing.revision END"
    " FROM %1$s JOIN progress_filing filing ON filing.id = %1$s.filing_id"
    " UNION SELECT DISTINCT period, NULL::int FROM %1$s"
)


class Migration(migrations.Migration):
    dependencies = [("progress", "0002_duties_and_reviews"), ("periods", "0002_guards")]

    operations = [
        guard("progress_window", facts=facts_of("period_id"), new="open", changed="open"),
        guard("progress_duty", new="open", changed="open"),
        guard("progress_filing", facts=FILINGS, new="open", changed="closing"),
        guard("progress_correction", facts=ABOUT_FILINGS, new="open", changed="open"),
        guard("progress_review", facts=ABOUT_FILINGS, new="open", changed="closing"),
        guard(
            "progress_totalssheet",
            facts=facts_of(revision="revision"),
            new="closing",
            changed="closing",
        ),
        guard("progress_monthfigure", new="closing", changed="closing"),
    ]
