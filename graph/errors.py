"""The failures a caller can act on. Each carries one sentence for the user and knows its exit code (docs/reference)."""

from __future__ import annotations


class ComityError(Exception):
    """A failure that is told to the user as one sentence: what was wrong, where, and what to do."""

    exit_code = 2


class UsageError(ComityError):
    """An unknown query, parameter or id, or a value that does not fit."""


class NotFound(UsageError):
    """A query, an entity, a fact or a document of that name is not known."""


class StoreUnavailable(ComityError):
    """An engine or an address cannot be reached, fetched or started."""

    exit_code = 4


class Refused(ComityError):
    """A write in a read-only console, a deadline passed, or a cap asked to be strict."""

    exit_code = 5


class DeadlinePassed(Refused):
    """A query was stopped at its deadline: there is no answer, not an empty one."""


class TooMuch(Refused):
    """A query needed more memory, or gave more, than it may."""


class InputRefused(ComityError):
    """A piece of input that cannot be read; the rest goes on."""

    exit_code = 3
