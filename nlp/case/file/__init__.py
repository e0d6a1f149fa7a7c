"""The DuckDB file: schema, rows, codec."""
