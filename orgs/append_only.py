"""Database triggers that make a table append-only, for migrations. Both databases raise on any rewrite."""

_POSTGRESQL = """
CREATE OR REPLACE FUNCTION danvan_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'append-only table %', TG_TABLE_NAME; END $$ LANGUAGE plpgsql;
CREATE TRIGGER {table}_no_rewrite BEFORE UPDATE OR DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION danvan_append_only();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION danvan_append_only();
"""
_SQLITE = [
    "CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, 'append-only table'); END",
    "CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, 'append-only table'); END",
]
_NAMES = {"postgresql": ["no_rewrite", "no_truncate"], "sqlite": ["no_update", "no_delete"]}


def protect(schema_editor, table: str) -> None:
    """Refuse UPDATE, DELETE and (on PostgreSQL) TRUNCATE on `table`."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(_POSTGRESQL.format(table=table), params=None)
        return
    for statement in _SQLITE:
        schema_editor.execute(statement.format(table=table), params=None)


def release(schema_editor, table: str) -> None:
    """Take the triggers away again (a migration backwards, or a test that must empty its tables)."""
    vendor = schema_editor.connection.vendor
    suffix = f" ON {table}" if vendor == "postgresql" else ""
    for name in _NAMES[vendor]:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{name}{suffix}", params=None)
