"""Office files: documents, tables, slides, books."""
