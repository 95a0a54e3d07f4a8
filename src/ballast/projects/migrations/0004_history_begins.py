"""What the register already holds begins its history: names, owners, responsible units."""

from django.db import migrations

BEGIN = [
    """
    INSERT INTO projects_projectname (project_id, name, name_key, valid_from, reason)
    SELECT id, name, name_key, (registered_at AT TIME ZONE 'Asia/Shanghai')::date, ''
    FROM projects_project
    """,
    """
    INSERT INTO projects_responsibility (
        project_id, party, unit_id, body, credit_code, person, post, phone, valid_from, reason,
        provenance
    )
    SELECT id, 'OWNER', NULL, owner_name, '', '', '', '',
        (registered_at AT TIME ZONE 'Asia/Shanghai')::date, '', '{}'
    FROM projects_project WHERE owner_name <> ''
    """,
    """
    INSERT INTO projects_responsibility (
        project_id, party, unit_id, body, credit_code, person, post, phone, valid_from, reason,
        provenance
    )
    SELECT project.id, 'RESPONSIBLE_UNIT', unit.id, unit.name, '', '', '', '',
        (registered_at AT TIME ZONE 'Asia/Shanghai')::date, '', '{}'
    FROM projects_project project JOIN identity_unit unit ON unit.id = responsible_unit_id
    """,
]


class Migration(migrations.Migration):
    dependencies = [("projects", "0003_history_rules")]

    operations = [migrations.RunSQL(one, migrations.RunSQL.noop) for one in BEGIN]
