"""Who published a report, and when: heads of text, datelines, labels."""
