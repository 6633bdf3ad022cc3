"""What was known at an instant: another ledger, told what this one had been told by then.

There is one way to it, for `comity rebuild --known-at` and for `known_at` over HTTP, so that both say the same.
"""

from __future__ import annotations

from datetime import datetime

from ..ledger import Ledger
from ..settle import Progress
from .public import copy
from .rows import Selection


def tell_former(ledger: Ledger, instant: datetime, into: Ledger, progress: Progress = lambda done, total: None) -> bool:
    """Tell an empty ledger what this one was told by an instant; False where that was done already. Settle it then.

    Internal sources are among it, what was purged since is not. What was concluded then is copied: nothing is to be
    concluded of it today. Raises UsageError where the other ledger holds anything else.
    """
    source = f"{ledger.where} known at {instant.isoformat()}"
    return copy(ledger, into, Selection(instant, internal=True), source, progress)
