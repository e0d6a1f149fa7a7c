"""spaCy components, usable in any pipeline."""
