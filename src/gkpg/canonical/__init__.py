"""Canonical: the one layout of a YAML file, with all of its comments."""

from gkpg.canonical.canonical import Canonical, canonical, laid_out
from gkpg.canonical.manner import Manner

__all__ = ["Canonical", "Manner", "canonical", "laid_out"]
