"""Inert data: values as JSON in a page, which no browser takes for markup or a script."""

from __future__ import annotations

import json
import re

from markupsafe import Markup

#: What could end the element that the data stand in, or change how it is read.
_ACTS = re.compile(r"<(?=[/!]|script)", re.IGNORECASE)


def inert_json(value: object) -> Markup:
    """A value as JSON, in which `<` is an escape wherever a browser looks for one in a script."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(_ACTS.sub(r"\\u003c", text))  # noqa: S704 - nothing in it is markup
