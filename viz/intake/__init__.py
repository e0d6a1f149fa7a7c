"""Adding reporting from the page."""
