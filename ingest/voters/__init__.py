"""Who has a voice beside the rules, if asked to: a model that doubts names, another that proposes statements.

All are off unless settings name them. What they say goes through the same door as all: verbatim passages, domain and
range, confidence; and each statement names who said so.
"""

from __future__ import annotations

from .base import Voter, vote

__all__ = ["Voter", "vote"]
