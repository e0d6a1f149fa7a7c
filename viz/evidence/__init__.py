"""The panel: accounts of an incident, documents, profiles, paths."""
