"""From the draft that a format gives to a document: cleaning, imprint, language, what is not the report."""
