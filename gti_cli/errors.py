"""The errors that a user is meant to read: each carries its message and the exit code of the command.

Exit codes are those of the contract: 1 for a dataset that is wrong or cannot be read, 2 for wrong usage.
"""


class GtiError(Exception):
    """Something that the user can put right; `str` of it is the whole message."""

    exit_code = 1


class UsageError(GtiError):
    """The command was asked in a way that it cannot answer: an unknown id, a date that it cannot read."""

    exit_code = 2
