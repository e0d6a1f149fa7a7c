"""From text to readings of time expressions."""
