"""An issued plan changes only by adjustment, and never for a month that is closed.

``plans_guard_line`` holds the year and the months whose plan a statement would change, so that
neither an issue nor a closing slips past it, whoever wrote the statement.
"""

from django.db import migrations

LINE = """
CREATE FUNCTION plans_guard_line() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    -- What is no part of what a month is measured by.
    beside text[] := '{valid_from,valid_until,goal,notes,said_class,provenance}';
    was daterange := 'empty';
    becomes daterange := 'empty';
    years int[] := '{}';
    same boolean := false;
    same_plan boolean := false;
    one record;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        was := daterange(OLD.valid_from, OLD.valid_until);
        years := years || OLD.year::int;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        becomes := daterange(NEW.valid_from, NEW.valid_until);
        years := years || NEW.year::int;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        same := to_jsonb(OLD) - 'valid_until' = to_jsonb(NEW) - 'valid_until';
        same_plan := to_jsonb(OLD) - beside = to_jsonb(NEW) - beside;
    END IF;
    FOR one IN SELECT year, issued_on FROM plans_planyear
        WHERE year = ANY (years) ORDER BY year FOR SHARE
    LOOP
        IF one.issued_on IS NOT NULL AND NOT (
            TG_OP = 'UPDATE' AND same
            OR TG_OP = 'INSERT' AND NEW.adjustment_id IS NOT NULL
            OR TG_OP = 'DELETE' AND OLD.adjustment_id IS NOT NULL
        ) THEN
            RAISE EXCEPTION 'the plan of % is issued: % on % refused', one.year, TG_OP, TG_TABLE_NAME
                USING ERRCODE = 'object_not_in_prerequisite_state';
        END IF;
    END LOOP;
    FOR one IN SELECT code, state FROM periods_periodlock
        WHERE extract(year FROM last_day) = ANY (years)
            AND (last_day <@ was OR last_day <@ becomes)
            AND NOT (same_plan AND last_day <@ was AND last_day <@ becomes)
        ORDER BY code FOR SHARE
    LOOP
        IF one.state <> 'open' THEN
            RAISE EXCEPTION 'period % is %: % on % refused',
                one.code, one.state, TG_OP, TG_TABLE_NAME
                USING ERRCODE = 'object_not_in_prerequisite_state';
        END IF;
    END LOOP;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$
"""
# A paper is written once; it goes again only with its lines, while none of its months is closed.
PAPER = """
CREATE FUNCTION plans_guard_paper() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    paper record;
    one record;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        RAISE EXCEPTION 'UPDATE on % refused: an adjustment stays as it was', TG_TABLE_NAME
            USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    IF TG_TABLE_NAME = 'plans_adjustment' THEN
        paper := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    ELSE
        SELECT * INTO paper FROM plans_adjustment WHERE id =
            CASE TG_OP WHEN 'DELETE' THEN OLD.adjustment_id ELSE NEW.adjustment_id END;
    END IF;
    FOR one IN SELECT code, state FROM periods_periodlock
        WHERE extract(year FROM last_day) = paper.year AND last_day >= paper.valid_from
        ORDER BY code FOR SHARE
    LOOP
        IF one.state <> 'open' THEN
            RAISE EXCEPTION 'period % is %: % on % refused',
                one.code, one.state, TG_OP, TG_TABLE_NAME
                USING ERRCODE = 'object_not_in_prerequisite_state';
        END IF;
    END LOOP;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$
"""
ISSUE = """
CREATE FUNCTION plans_guard_issue() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.issued_on IS NOT NULL THEN
        RAISE EXCEPTION 'the plan of % is issued: % refused', OLD.year, TG_OP
            USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$
"""
WHOLE = """
CREATE FUNCTION plans_guard_whole() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'TRUNCATE on % refused: it holds issued plans', TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$
"""
ROWS = {
    "plans_planline": ("INSERT OR UPDATE OR DELETE", "plans_guard_line"),
    "plans_adjustment": ("INSERT OR UPDATE OR DELETE", "plans_guard_paper"),
    "plans_adjustmentitem": ("INSERT OR UPDATE OR DELETE", "plans_guard_paper"),
    "plans_planyear": ("UPDATE OR DELETE", "plans_guard_issue"),
}


def trigger(name: str, table: str, body: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} BEFORE {body};ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",
        f"DROP TRIGGER {name} ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0003_notes_windows_thresholds"),
        ("periods", "0002_guards"),
    ]

    operations = [
        migrations.RunSQL(LINE, "DROP FUNCTION plans_guard_line()"),
        migrations.RunSQL(PAPER, "DROP FUNCTION plans_guard_paper()"),
        migrations.RunSQL(ISSUE, "DROP FUNCTION plans_guard_issue()"),
        migrations.RunSQL(WHOLE, "DROP FUNCTION plans_guard_whole()"),
        *(
            trigger(
                "plans_guard_rows",
                table,
                f"{when} ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()",
            )
            for table, (when, function) in ROWS.items()
        ),
        *(
            trigger(
                "plans_guard_all",
                table,
                f"TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION plans_guard_whole()",
            )
            for table in ROWS
        ),
    ]
