"""Explanations: what a unit came to and why, as values and keys, then in words."""

from gkpg.explanation.explainer import Explainer, find_item, item_labels
from gkpg.explanation.explanation import Explanation

__all__ = ["Explainer", "Explanation", "find_item", "item_labels"]
