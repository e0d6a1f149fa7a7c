"""The analyst's decisions: their log, and how they apply."""
