"""The text of a draft: a rubric's values as YAML."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from gkpg.points import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    import yaml

_QUOTED = {"id", "version"}


def draft_text(values: Mapping[str, Any]) -> str:
    """The YAML of a rubric, its keys in their order. Text that YAML would read as something else stands in quotes."""
    import yaml  # noqa: PLC0415 - help pages need no YAML

    class Dumper(yaml.SafeDumper):
        """Writes points as plain decimals, ids and versions in quotes, and lists set in from their key."""

        def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
            """List entries stand below their key, set in."""
            return super().increase_indent(flow, False)

        def represent_mapping(self, tag: str, mapping: Any, flow_style: bool | None = None) -> yaml.MappingNode:
            """Keys with values; what looks like a number and is none stands in quotes."""
            node = super().represent_mapping(tag, mapping, flow_style)
            for key, value in node.value:
                if key.value in _QUOTED and isinstance(value, yaml.ScalarNode):
                    value.style = '"'
            return node

    Dumper.add_representer(Decimal, _points)
    return str(yaml.dump(values, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=1_000_000))


def _points(dumper: yaml.SafeDumper, number: Decimal) -> yaml.ScalarNode:
    text = plain(number)
    return dumper.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in text else 'int'}", text)
