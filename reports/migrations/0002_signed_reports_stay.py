"""A signed report, its words and its drawn files can be neither changed nor deleted, whoever asks (TRUST.md P4)."""

from django.db import migrations

# table → SQL condition on the old row under which it may not change
SIGNED = "EXISTS (SELECT 1 FROM reports_report WHERE id = {report} AND signed_on IS NOT NULL)"
FROZEN = {
    "reports_report": "OLD.signed_on IS NOT NULL",
    "reports_reportsection": SIGNED.format(report="OLD.report_id"),
    "reports_reportparagraph": SIGNED.format(
        report="(SELECT report_id FROM reports_reportsection WHERE id = OLD.section_id)"
    ),
    "reports_reportfile": "OLD.drawn_at IS NOT NULL AND " + SIGNED.format(report="OLD.report_id"),
}
MESSAGE = "signed report"

POSTGRESQL = """
CREATE FUNCTION {table}_frozen() RETURNS trigger AS $$
BEGIN
  IF {condition} THEN RAISE EXCEPTION '{message}'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$ LANGUAGE plpgsql;
CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_frozen();
"""
SQLITE = """
CREATE TRIGGER {table}_frozen_{verb} BEFORE {verb} ON {table} WHEN {condition}
BEGIN SELECT RAISE(ABORT, '{message}'); END
"""


def freeze(apps, schema_editor):
    for table, condition in FROZEN.items():
        values = {"table": table, "condition": condition, "message": MESSAGE}
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(POSTGRESQL.format(**values), params=None)
            continue
        for verb in ("UPDATE", "DELETE"):
            schema_editor.execute(SQLITE.format(verb=verb, **values), params=None)


def thaw(apps, schema_editor):
    for table in FROZEN:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP FUNCTION {table}_frozen() CASCADE", params=None)
            continue
        for verb in ("UPDATE", "DELETE"):
            schema_editor.execute(f"DROP TRIGGER {table}_frozen_{verb}", params=None)


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]
    operations = [migrations.RunPython(freeze, thaw)]
