"""The field's data sets: a folder each, with `about.yaml` (title, licence, citation, expected counts) and `load.py`."""

from __future__ import annotations

from collections.abc import Mapping

from ...graph.errors import UsageError
from ...graph.ontology import nearest
from . import igo_membership, us_diplomacy
from .release import DataSet

DATA_SETS: Mapping[str, DataSet] = {each.about.name: each for each in (igo_membership.DATA_SET, us_diplomacy.DATA_SET)}


def data_set_named(name: str) -> DataSet:
    """The data set of that name, hyphens as good as underscores. Raises UsageError with the nearest name."""
    wanted = name.replace("-", "_")
    if wanted not in DATA_SETS:
        raise UsageError(f"There is no data set “{name}”.{nearest(wanted, DATA_SETS)} Known: {', '.join(DATA_SETS)}.")
    return DATA_SETS[wanted]
