"""The page on the architecture says what is: its rooms, their order, every module and name on it."""

from __future__ import annotations

import re
import tomllib
from importlib import import_module

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
CODE = ROOT / "src" / "gkpg"
ROOMS = sorted(path.parent.name for path in CODE.glob("*/__init__.py"))


def test_every_module_and_every_name_exists() -> None:
    named = re.findall(r"`([a-z_0-9/]+)\.py(?::([A-Za-z_.]+))?`", PAGE)
    assert len(named) > 80
    for path, name in named:
        found = import_module(f"gkpg.{path.replace('/', '.')}")
        for each in filter(None, name.split(".")):
            found = getattr(found, each)


def test_every_room_is_named_with_what_its_docstring_says() -> None:
    rows = dict(re.findall(r"^\| `(\w+)/` \| (.*) \|$", PAGE, re.MULTILINE))
    assert rows == {room: str(import_module(f"gkpg.{room}").__doc__).splitlines()[0] for room in ROOMS}


def test_the_picture_has_the_order_of_the_layers_contract() -> None:
    written = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = [layer.replace("gkpg.", "").split(" | ") for layer in written[0]["layers"]]
    (picture,) = re.findall(r"```mermaid\nflowchart TD\n(.*)\n```", PAGE)
    assert [layer.strip().split(" & ") for layer in picture.split("-->")] == layers
    assert sorted(room for layer in layers for room in layer) == ROOMS
