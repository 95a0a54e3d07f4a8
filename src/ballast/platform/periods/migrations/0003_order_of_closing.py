"""``periods_move`` itself closes months from the first, reopens from the last, by somebody named.

Moves take the same turn here as in the service: one period's depends on the states of others,
whoever calls. No period is opened behind a closed one: its facts would be the ground of that.
"""

from django.db import migrations

MOVE = """
CREATE OR REPLACE FUNCTION periods_move(
    the_code text, wanted text, the_first_day date, the_last_day date, the_reason text,
    the_at timestamptz, the_actor_kind text, the_actor_id bigint, the_actor_label text,
    extra jsonb
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    known periods_periodlock;
    other text;
    event text;
    entry bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('periods.move', 0));
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
    IF event = 'periods.reopened' AND btrim(coalesce(the_reason, ''), E' \\t\\n\\u3000') = '' THEN
        RAISE EXCEPTION 'period % is not reopened without a reason', the_code
            USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    IF btrim(coalesce(the_actor_label, ''), E' \\t\\n\\u3000') = '' OR the_actor_kind IS NULL
        OR the_actor_kind NOT IN ('person', 'job', 'system')
        OR the_actor_kind = 'person' AND the_actor_id IS NULL
    THEN
        RAISE EXCEPTION 'period % is moved by somebody who is named', the_code
            USING ERRCODE = 'invalid_parameter_value';
    END IF;
    IF event = 'periods.closed' THEN
        SELECT code INTO other FROM periods_periodlock
            WHERE last_day < known.last_day AND state <> 'closed' ORDER BY last_day LIMIT 1;
    ELSIF event = 'periods.opened' THEN
        SELECT code INTO other FROM periods_periodlock
            WHERE last_day > the_last_day AND state = 'closed' ORDER BY last_day DESC LIMIT 1;
    ELSIF event = 'periods.reopened' THEN
        SELECT code INTO other FROM periods_periodlock
            WHERE last_day > known.last_day AND state = 'closed' ORDER BY last_day DESC LIMIT 1;
    END IF;
    IF other IS NOT NULL THEN
        RAISE EXCEPTION 'period % cannot move to % before %', the_code, wanted, other
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


class Migration(migrations.Migration):
    dependencies = [("periods", "0002_guards")]

    operations = [migrations.RunSQL(MOVE, migrations.RunSQL.noop)]
