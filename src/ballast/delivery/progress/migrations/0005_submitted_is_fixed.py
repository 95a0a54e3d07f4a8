"""What was submitted never changes: only what was decided of it, and what its unit answered.

ALWAYS: not even a replication role passes these by.
"""

from django.db import migrations

FILING = """
CREATE FUNCTION progress_filing_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := ARRAY[
        'state', 'decided_at', 'answer', 'answer_reason', 'answered_by', 'answered_at'
    ];
BEGIN
    IF OLD.state = 'DRAFT' THEN
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'filing % was submitted: it is not taken away', OLD.id
            USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    IF NEW.state = 'DRAFT' OR to_jsonb(NEW) - later <> to_jsonb(OLD) - later THEN
        RAISE EXCEPTION 'filing % was submitted: it is filed anew, not changed', OLD.id
            USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    RETURN NEW;
END $$
"""
CORRECTION = """
CREATE FUNCTION progress_correction_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM progress_filing
        WHERE state <> 'DRAFT' AND (
            TG_OP <> 'INSERT' AND id = OLD.filing_id OR TG_OP <> 'DELETE' AND id = NEW.filing_id
        )
    ) THEN
        RAISE EXCEPTION 'the filing of correction % was submitted: its corrections stay',
            CASE WHEN TG_OP = 'INSERT' THEN NEW.id ELSE OLD.id END
            USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$
"""


def trigger(table: str, when: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_fixed BEFORE {when} ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {table}_fixed()",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_fixed",
    ]


class Migration(migrations.Migration):
    dependencies = [("progress", "0003_guards")]

    operations = [
        migrations.RunSQL(
            [
                *(FILING, *trigger("progress_filing", "UPDATE OR DELETE")),
                *(CORRECTION, *trigger("progress_correction", "INSERT OR UPDATE OR DELETE")),
            ],
            [
                "DROP TRIGGER progress_correction_fixed ON progress_correction",
                "DROP FUNCTION progress_correction_fixed()",
                "DROP TRIGGER progress_filing_fixed ON progress_filing",
                "DROP FUNCTION progress_filing_fixed()",
            ],
        )
    ]
