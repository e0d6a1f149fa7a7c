"""Who is who within one document: names, nominals, pronouns."""
