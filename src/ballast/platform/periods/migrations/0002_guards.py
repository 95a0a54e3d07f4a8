"""A period moves only through the owner's function, and a closed one holds its facts.

``periods_move`` changes the state, writes the move and its journal entry, and returns the
entry's id: whoever calls it, it says what it did. ``periods_hold`` locks periods for the length
of a transaction that writes their facts, ``periods_lock`` keeps everybody else from one.
``periods_guard`` is the trigger of every table of facts (``ballast.platform.periods.guards``); it
locks the periods of the touched rows as well, so that no statement, whoever wrote it, slips past
a closing: it waits for the one under way, and then sees it.
"""

from django.db import migrations

MOVE = """
CREATE FUNCTION periods_move(
    the_code text, wanted text, the_first_day date, the_last_day date, the_reason text,
    the_at timestamptz, the_actor_kind text, the_actor_id bigint, the_actor_label text,
    extra jsonb
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    known periods_periodlock;
    event text;
    entry bigint;
BEGIN
    SELECT * INTO known FROM periods_periodlock WHERE code = the_code FOR UPDATE;
    event := CASE coalesce(known.state, 'none') || ' ' || wanted
        WHEN 'none open' THEN 'periods.opened'
        WHEN 'open closing' THEN 'periods.closing'
        WHEN 'closing open' THEN 'periods.called_off'
        WHEN 'closing closed' THEN 'periods.closed'
        WHEN 'closed open' THEN 'periods.reopened'
    END;
    IF event IS NULL THEN
        RAISE EXCEPTION 'period % cannot move from % to %', the_code, known.state, wanted
            USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    IF event = 'periods.reopened' AND btrim(coalesce(the_reason, '')) = '' THEN
        RAISE EXCEPTION 'period % is not reopened without a reason', the_code
            USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    IF event = 'periods.opened' THEN
        INSERT INTO periods_periodlock (code, state, revision, first_day, last_day)
            VALUES (the_code, wanted, 1, the_first_day, the_last_day)
            RETURNING * INTO known;
    ELSE
        UPDATE periods_periodlock
            SET state = wanted, revision = revision + (event = 'periods.reopened')::int
            WHERE code = the_code
            RETURNING * INTO known;
    END IF;
    INSERT INTO audit_entry (
        at, code, subject, payload, actor_kind, actor_id, actor_label, on_behalf_of, cause, batch
    ) VALUES (
        the_at, event, the_code,
        extra || jsonb_build_object('subject', the_code, 'revision', known.revision),
        the_actor_kind, the_actor_id, the_actor_label, '', the_reason, ''
    ) RETURNING id INTO entry;
    INSERT INTO periods_periodmove
        (period_id, revision, state, reason, moved_at, moved_by, entry_id)
        VALUES (the_code, known.revision, wanted, the_reason, the_at, the_actor_label, entry);
    RETURN entry;
END $$
"""
HOLD = """
CREATE FUNCTION periods_hold(codes text[])
RETURNS TABLE (code varchar, state varchar, revision smallint)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT code, state, revision FROM periods_periodlock
        WHERE code = ANY (codes) ORDER BY code FOR SHARE
$$
"""
LOCK = """
CREATE FUNCTION periods_lock(the_code text) RETURNS text
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT state FROM periods_periodlock WHERE code = the_code FOR UPDATE
$$
"""
# Arguments: the last state in which the write may happen; a query for code and revision of the
# touched rows, whose table it calls %1$s.
GUARD = """
CREATE FUNCTION periods_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    facts text;
    one record;
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        RAISE EXCEPTION 'TRUNCATE on % refused: it holds closed periods', TG_TABLE_NAME
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    facts := CASE TG_OP
        WHEN 'INSERT' THEN format(TG_ARGV[1], 'rows_after')
        WHEN 'DELETE' THEN format(TG_ARGV[1], 'rows_before')
        ELSE format(TG_ARGV[1], 'rows_before') || ' UNION ' || format(TG_ARGV[1], 'rows_after')
    END;
    FOR one IN EXECUTE format(
        'SELECT lock.code, lock.state, lock.revision, fact.revision AS touched'
        ' FROM periods_periodlock lock JOIN (%s) AS fact (code, revision) USING (code)'
        ' ORDER BY lock.code FOR SHARE OF lock', facts
    ) LOOP
        IF one.state = 'closed' OR (one.state = 'closing' AND TG_ARGV[0] = 'open') THEN
            RAISE EXCEPTION 'period % is %: % on % refused',
                one.code, one.state, TG_OP, TG_TABLE_NAME
                USING ERRCODE = 'object_not_in_prerequisite_state';
        END IF;
        IF one.touched <> one.revision THEN
            RAISE EXCEPTION 'period % is at revision %: % on % of revision % refused',
                one.code, one.revision, TG_OP, TG_TABLE_NAME, one.touched
                USING ERRCODE = 'object_not_in_prerequisite_state';
        END IF;
    END LOOP;
    RETURN NULL;
END $$
"""
RIGHTS = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'ballast_app') THEN
        REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON periods_periodlock, periods_periodmove
            FROM ballast_app;
    END IF;
END $$
"""
NO = migrations.RunSQL.noop


class Migration(migrations.Migration):
    dependencies = [("periods", "0001_initial"), ("audit", "0002_append_only")]

    operations = [
        migrations.RunSQL(
            MOVE,
            "DROP FUNCTION periods_move(text, text, date, date, text, timestamptz, text, bigint,"
            " text, jsonb)",
        ),
        migrations.RunSQL(HOLD, "DROP FUNCTION periods_hold(text[])"),
        migrations.RunSQL(LOCK, "DROP FUNCTION periods_lock(text)"),
        migrations.RunSQL(GUARD, "DROP FUNCTION periods_guard()"),
        migrations.RunSQL(RIGHTS, NO),
    ]
