"""A signed report, its words and its drawn files can be neither changed nor deleted, whoever asks (TRUST.md P4).

SQLite rebuilds a table when a column is added, which drops the table's triggers: a migration that changes one of
these tables calls `thaw` before and `freeze` after.
"""

from __future__ import annotations

from typing import Any

_SIGNED = "EXISTS (SELECT 1 FROM reports_report WHERE id = {report} AND signed_on IS NOT NULL)"
# table → SQL condition on the old row under which it may not change
FROZEN = {
    "reports_report": "OLD.signed_on IS NOT NULL",
    "reports_reportsection": _SIGNED.format(report="OLD.report_id"),
    "reports_reportparagraph": _SIGNED.format(
        report="(SELECT report_id FROM reports_reportsection WHERE id = OLD.section_id)"
    ),
    "reports_reportfile": "OLD.drawn_at IS NOT NULL AND " + _SIGNED.format(report="OLD.report_id"),
}
MESSAGE = "signed report"

_POSTGRESQL = """
CREATE FUNCTION {table}_frozen() RETURNS trigger AS $$
BEGIN
  IF {condition} THEN RAISE EXCEPTION '{message}'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$ LANGUAGE plpgsql;
CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_frozen();
"""
_SQLITE = """
CREATE TRIGGER {table}_frozen_{verb} BEFORE {verb} ON {table} WHEN {condition}
BEGIN SELECT RAISE(ABORT, '{message}'); END
"""
_VERBS = ("UPDATE", "DELETE")


def freeze(_apps: Any, schema_editor: Any) -> None:
    """Protect every table of FROZEN, those already protected too. For `RunPython`."""
    thaw(_apps, schema_editor)
    for table, condition in FROZEN.items():
        values = {"table": table, "condition": condition, "message": MESSAGE}
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(_POSTGRESQL.format(**values), params=None)
            continue
        for verb in _VERBS:
            schema_editor.execute(_SQLITE.format(verb=verb, **values), params=None)


def thaw(_apps: Any, schema_editor: Any) -> None:
    """Take the protection away, where it is, for the time of a migration. For `RunPython`."""
    for table in FROZEN:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {table}_frozen() CASCADE", params=None)
            continue
        for verb in _VERBS:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_frozen_{verb}", params=None)
