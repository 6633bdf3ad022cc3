"""Memberships of states in intergovernmental organisations, by the Correlates of War Project."""

from .load import DATA_SET

__all__ = ["DATA_SET"]
