"""Names compared: folding, persons, organisations, keys, gazetteer; coreference and resolution ask it."""
