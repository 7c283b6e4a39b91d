"""A signed report, its words and its drawn files can be neither changed nor deleted, whoever asks (TRUST.md P4).

Nor can anything be added to its words, or taken from its plans and sources. SQLite rebuilds a table when a column is
added, which drops the table's triggers: a migration that changes one of these tables calls `thaw` before and `freeze`
after.
"""

from __future__ import annotations

from typing import Any

_SIGNED = "EXISTS (SELECT 1 FROM reports_report WHERE id = {report} AND signed_on IS NOT NULL)"
_OF_SECTION = "(SELECT report_id FROM reports_reportsection WHERE id = {row}.section_id)"
_OF_PARAGRAPH = (
    "(SELECT section.report_id FROM reports_reportsection section JOIN reports_reportparagraph paragraph"
    " ON paragraph.section_id = section.id WHERE paragraph.id = {row}.{paragraph})"
)
# table → SQL condition on a row under which it may not change
FROZEN = {
    "reports_report": "{row}.signed_on IS NOT NULL",
    "reports_report_plans": _SIGNED.format(report="{row}.report_id"),
    "reports_reportsection": _SIGNED.format(report="{row}.report_id"),
    "reports_reportparagraph": _SIGNED.format(report=_OF_SECTION),
    "reports_reportparagraph_sources": _SIGNED.format(
        report=_OF_PARAGRAPH.replace("{paragraph}", "reportparagraph_id")
    ),
    "reports_reportparagraph_quotes": _SIGNED.format(
        report=_OF_PARAGRAPH.replace("{paragraph}", "from_reportparagraph_id")
    ),
    "reports_reportfile": "{row}.drawn_at IS NOT NULL AND " + _SIGNED.format(report="{row}.report_id"),
}
# Of these a signed report gets rows: it becomes one itself, and is drawn then.
_STILL_COME = {"reports_report", "reports_reportfile"}
MESSAGE = "signed report"

_POSTGRESQL = """
CREATE FUNCTION {table}_frozen() RETURNS trigger AS $$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    IF EXISTS (SELECT 1 FROM reports_report WHERE signed_on IS NOT NULL) THEN RAISE EXCEPTION '{message}'; END IF;
    RETURN NULL;
  END IF;
  IF TG_OP <> 'INSERT' AND {old} THEN RAISE EXCEPTION '{message}'; END IF;
  IF TG_OP <> 'DELETE' AND {new} THEN RAISE EXCEPTION '{message}'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$ LANGUAGE plpgsql;
CREATE TRIGGER {table}_frozen BEFORE INSERT OR UPDATE OR DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION {table}_frozen();
CREATE TRIGGER {table}_kept BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_frozen();
"""
_SQLITE = """
CREATE TRIGGER {table}_frozen_{verb} BEFORE {verb} ON {table} WHEN {condition}
BEGIN SELECT RAISE(ABORT, '{message}'); END
"""
_SQLITE_CONDITIONS = {"INSERT": "{new}", "UPDATE": "({old}) OR ({new})", "DELETE": "{old}"}


def freeze(_apps: Any, schema_editor: Any) -> None:
    """Protect every table of FROZEN, those already protected too. For `RunPython`."""
    thaw(_apps, schema_editor)
    there = set(schema_editor.connection.introspection.table_names())
    for table in sorted(FROZEN.keys() & there):  # an earlier migration has not made all of them yet
        condition = FROZEN[table]
        values = {"table": table, "message": MESSAGE, "old": condition.format(row="OLD"), "new": _new(table)}
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(_POSTGRESQL.format(**values), params=None)
            continue
        for verb, when in _SQLITE_CONDITIONS.items():
            words = {**values, "verb": verb, "condition": when.format(**values)}
            schema_editor.execute(_SQLITE.format(**words), params=None)


def thaw(_apps: Any, schema_editor: Any) -> None:
    """Take the protection away, where it is, for the time of a migration. For `RunPython`."""
    for table in FROZEN:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {table}_frozen() CASCADE", params=None)
            continue
        for verb in _SQLITE_CONDITIONS:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_frozen_{verb}", params=None)


def unguarded(connection: Any) -> list[str]:
    """The tables of FROZEN whose triggers are not there, or on PostgreSQL are switched off."""
    if connection.vendor == "postgresql":
        sql = "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
        wanted = {table: {f"{table}_frozen", f"{table}_kept"} for table in FROZEN}
    else:
        sql = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        wanted = {table: {f"{table}_frozen_{verb}" for verb in _SQLITE_CONDITIONS} for table in FROZEN}
    with connection.cursor() as cursor:
        cursor.execute(sql)
        there = {name for (name,) in cursor.fetchall()}
    return [table for table, names in wanted.items() if not names <= there]


def _new(table: str) -> str:
    return "1 = 0" if table in _STILL_COME else FROZEN[table].format(row="NEW")
