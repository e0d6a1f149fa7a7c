"""Query, selection and view as one value: its URL, its intents, its one writer."""
