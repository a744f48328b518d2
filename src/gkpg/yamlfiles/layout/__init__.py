"""The canonical layout: one layout for a YAML file, with all of its comments."""

from gkpg.yamlfiles.layout.canonical import LayoutResult, lay_out, lay_out_values
from gkpg.yamlfiles.layout.style import LayoutStyle

__all__ = ["LayoutResult", "LayoutStyle", "lay_out", "lay_out_values"]
