"""The formats that a case is written in, a subject a module; each is a function from a dataset to files."""
