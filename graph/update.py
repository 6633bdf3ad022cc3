"""Brings all that follows from the ledger's rows up to date: facts, and what is concluded from them."""

from __future__ import annotations

from .ledger import Ledger
from .settle import Progress, settle
from .succession import draw_successions


def update(ledger: Ledger, progress: Progress = lambda done, total: None) -> int:
    """Fuse what is stale, conclude what follows, and fuse that; gives back how many groups were fused."""
    done = settle(ledger, progress)
    return done + settle(ledger, progress) if draw_successions(ledger) else done
