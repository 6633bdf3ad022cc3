"""Visits to the United States, travels abroad and chiefs of mission, by the Office of the Historian."""

from .load import DATA_SET

__all__ = ["DATA_SET"]
