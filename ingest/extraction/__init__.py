"""Text to facts: rules read a report into event frames and what stands beside them, each value with its passages."""

from __future__ import annotations

from .reader import read_report

__all__ = ["read_report"]
