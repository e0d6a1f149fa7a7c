"""What is taken away: tables, JSON, the report, figures for notebooks."""
