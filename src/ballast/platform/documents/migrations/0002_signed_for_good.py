"""A signed paper is what others have in hand: only how far it has come may change, and no row goes.

Numbers are never taken back either: a register only counts on.
"""

from django.db import migrations

STAYS = """
CREATE FUNCTION documents_signed_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.dated IS NULL THEN
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.state NOT IN ('draft', 'checking', 'signing', 'discarded')
        AND to_jsonb(NEW) - ARRAY['state', 'sent_at'] = to_jsonb(OLD) - ARRAY['state', 'sent_at']
        AND (OLD.sent_at IS NULL OR NEW.sent_at = OLD.sent_at)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'paper % is signed: % refused', OLD.id, TG_OP
        USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE FUNCTION documents_counts_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.last >= OLD.last AND NEW.id = OLD.id
        AND (NEW.series, NEW.word, NEW.year) = (OLD.series, OLD.word, OLD.year)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'numbers are never taken back: % on register % refused', TG_OP, OLD.id
        USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER signed_stays BEFORE UPDATE OR DELETE ON documents_paper
    FOR EACH ROW EXECUTE FUNCTION documents_signed_stays();
CREATE TRIGGER register_counts_on BEFORE UPDATE OR DELETE ON documents_numberregister
    FOR EACH ROW EXECUTE FUNCTION documents_counts_on();
ALTER TABLE documents_paper ENABLE ALWAYS TRIGGER signed_stays;
ALTER TABLE documents_numberregister ENABLE ALWAYS TRIGGER register_counts_on;
"""
MAY_CHANGE = """
DROP TRIGGER signed_stays ON documents_paper;
DROP TRIGGER register_counts_on ON documents_numberregister;
DROP FUNCTION documents_signed_stays();
DROP FUNCTION documents_counts_on();
"""
REVOKE = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'ballast_app') THEN
        REVOKE UPDATE, DELETE, TRUNCATE ON documents_step FROM ballast_app;
        REVOKE DELETE, TRUNCATE ON documents_paper, documents_numberregister FROM ballast_app;
    END IF;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_papers")]

    operations = [
        migrations.RunSQL(STAYS, MAY_CHANGE),
        migrations.RunSQL(REVOKE, migrations.RunSQL.noop),
    ]
