"""Every question that a case answers."""
