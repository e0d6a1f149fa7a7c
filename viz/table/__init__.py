"""The tables of events, entities and documents."""
