"""Every exception this project raises on purpose.

DatelineError
├── ReaderError      a file, or one record of it, could not be read; says which and why
├── RulesError       a rules file holds an unknown block, key or value
├── ModelError       the spaCy pipeline asked for is missing or lacks a component
└── CaseError        the case file can't be opened, is of another version, or was asked nonsense
"""


class DatelineError(Exception):
    """Base of all errors whose message is meant for the user."""


class ReaderError(DatelineError):
    """A file or a record in it could not be read. Message: ``place: reason``."""


class RulesError(DatelineError):
    """A rules file is wrong. Message: ``file: key: reason``."""


class ModelError(DatelineError):
    """A spaCy pipeline is missing or unusable."""


class CaseError(DatelineError):
    """A case file is locked, foreign, too new, damaged, or lacks what was asked for."""
