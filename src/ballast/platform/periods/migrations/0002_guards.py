"""A period moves only through the owner's function, and a closed one holds its facts.

``periods_move`` changes the state, writes the move and its journal entry, and returns the
entry's id. ``periods_hold`` locks periods for the length of a transaction that writes their
facts. ``periods_guard`` is the trigger of every table of facts (``ballast.platform.periods.guards``);
it locks the period as well, so that no statement, whoever wrote it, slips past a closing.
"""

from django.db import migrations

MOVE = """
CREATE FUNCTION periods_move(
    the_code text, wanted text, the_first_day date, the_last_day date, the_reason text,
    the_at timestamptz, the_actor_kind text, the_actor_id bigint, the_actor_label text,
    event text, extra jsonb
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    now_state text;
    now_revision int;
    entry bigint;
BEGIN
    SELECT state, revision INTO now_state, now_revision
        FROM periods_periodlock WHERE code = the_code FOR UPDATE;
    IF NOT (coalesce(now_state, 'none'), wanted) IN (
        ('none', 'open'), ('open', 'closing'), ('closing', 'open'),
        ('closing', 'closed'), ('closed', 'open')
    ) THEN
        RAISE EXCEPTION 'period % cannot move from % to %', the_code, now_state, wanted
            USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    IF now_state = 'closed' AND btrim(coalesce(the_reason, '')) = '' THEN
        RAISE EXCEPTION 'period % is not reopened without a reason', the_code
            USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    now_revision := CASE
        WHEN now_state IS NULL THEN 1
        WHEN now_state = 'closed' THEN now_revision + 1
        ELSE now_revision
    END;
    INSERT INTO periods_periodlock (code, state, revision, first_day, last_day)
        VALUES (the_code, wanted, now_revision, the_first_day, the_last_day)
        ON CONFLICT (code) DO UPDATE SET state = wanted, revision = now_revision;
    INSERT INTO audit_entry (
        at, code, subject, payload, actor_kind, actor_id, actor_label, on_behalf_of, cause, batch
    ) VALUES (
        the_at, event, the_code,
        jsonb_build_object('subject', the_code, 'revision', now_revision) || extra,
        the_actor_kind, the_actor_id, the_actor_label, '', the_reason, ''
    ) RETURNING id INTO entry;
    INSERT INTO periods_periodmove
        (period_id, revision, state, reason, moved_at, moved_by, entry_id)
        VALUES (the_code, now_revision, wanted, the_reason, the_at, the_actor_label, entry);
    RETURN entry;
END $$
"""
HOLD = """
CREATE FUNCTION periods_hold(codes text[])
RETURNS TABLE (code varchar, state varchar, revision smallint)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT code, state, revision FROM periods_periodlock
        WHERE code = ANY (codes) ORDER BY code FOR SHARE
$$
"""
LOCK = """
CREATE FUNCTION periods_lock(the_code text) RETURNS text
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT state FROM periods_periodlock WHERE code = the_code FOR UPDATE
$$
"""
# Arguments: the column that holds the period, and the last state in which the write may happen.
GUARD = """
CREATE FUNCTION periods_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    touched text[] := '{}';
    one record;
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        RAISE EXCEPTION 'TRUNCATE on % refused: it holds closed periods', TG_TABLE_NAME
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF TG_OP <> 'INSERT' THEN touched := touched || (to_jsonb(OLD) ->> TG_ARGV[0]); END IF;
    IF TG_OP <> 'DELETE' THEN touched := touched || (to_jsonb(NEW) ->> TG_ARGV[0]); END IF;
    FOR one IN
        SELECT code, state FROM periods_periodlock
        WHERE code = ANY (touched) ORDER BY code FOR SHARE
    LOOP
        IF one.state = 'closed' OR (one.state = 'closing' AND TG_ARGV[1] = 'open') THEN
            RAISE EXCEPTION 'period % is %: % on % refused',
                one.code, one.state, TG_OP, TG_TABLE_NAME
                USING ERRCODE = 'object_not_in_prerequisite_state';
        END IF;
    END LOOP;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
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
            " text, text, jsonb)",
        ),
        migrations.RunSQL(HOLD, "DROP FUNCTION periods_hold(text[])"),
        migrations.RunSQL(LOCK, "DROP FUNCTION periods_lock(text)"),
        migrations.RunSQL(GUARD, "DROP FUNCTION periods_guard()"),
        migrations.RunSQL(RIGHTS, NO),
    ]
