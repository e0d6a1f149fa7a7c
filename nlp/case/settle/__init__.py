"""From the journal to the tables, and what is resolved from them: copies, entities, incidents."""
