"""A run: files in, extractions out, in one process or many."""
