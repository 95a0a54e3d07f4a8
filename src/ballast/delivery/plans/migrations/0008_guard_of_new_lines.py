"""New lines of a plan are guarded once a statement, not once a row.

An import adds them by the hundred thousand, all of one year: asking a line at a time whether
that year is issued took two seconds of it. What a statement may do stays as it was.
"""

from django.db import migrations

NEW = """
CREATE FUNCTION plans_guard_new() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT year, issued_on FROM plans_planyear
        WHERE year IN (SELECT year FROM added) ORDER BY year FOR SHARE
    LOOP
        IF one.issued_on IS NOT NULL AND EXISTS (
            SELECT FROM added WHERE added.year = one.year AND added.adjustment_id IS NULL
        ) THEN
            RAISE EXCEPTION 'the plan of % is issued: % on % refused', one.year, TG_OP, TG_TABLE_NAME
                USING ERRCODE = 'object_not_in_prerequisite_state';
        END IF;
    END LOOP;
    FOR one IN SELECT code, state FROM periods_periodlock
        WHERE EXISTS (
            SELECT FROM added WHERE added.year = extract(year FROM last_day)
                AND last_day <@ daterange(added.valid_from, added.valid_until)
        )
        ORDER BY code FOR SHARE
    LOOP
        IF one.state <> 'open' THEN
            RAISE EXCEPTION 'period % is %: % on % refused',
                one.code, one.state, TG_OP, TG_TABLE_NAME
                USING ERRCODE = 'object_not_in_prerequisite_state';
        END IF;
    END LOOP;
    RETURN NULL;
END $$;
"""
ROWS = """
CREATE TRIGGER plans_guard_rows BEFORE {what} ON plans_planline
    FOR EACH ROW EXECUTE FUNCTION plans_guard_line();
ALTER TABLE plans_planline ENABLE ALWAYS TRIGGER plans_guard_rows;
"""
APART = f"""
DROP TRIGGER plans_guard_rows ON plans_planline;
{ROWS.format(what="UPDATE OR DELETE")}
CREATE TRIGGER plans_guard_new AFTER INSERT ON plans_planline REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION plans_guard_new();
ALTER TABLE plans_planline ENABLE ALWAYS TRIGGER plans_guard_new;
"""
TOGETHER = f"""
DROP TRIGGER plans_guard_new ON plans_planline;
DROP TRIGGER plans_guard_rows ON plans_planline;
{ROWS.format(what="INSERT OR UPDATE OR DELETE")}
"""


class Migration(migrations.Migration):
    dependencies = [("plans", "0007_once_without_a_unit")]

    operations = [
        migrations.RunSQL(NEW, "DROP FUNCTION plans_guard_new()"),
        migrations.RunSQL(APART, TOGETHER),
    ]
