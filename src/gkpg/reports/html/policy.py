"""The policy of the page: a browser takes nothing from anywhere, and runs just the one script that is in it."""

from __future__ import annotations

import base64
import hashlib


def policy_of(style: str, script: str) -> str:
    """The content security policy of a page with one style sheet and one script."""
    return (
        f"default-src 'none'; style-src {_source(style)}; script-src {_source(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _source(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
