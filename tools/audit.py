"""Hold the lock file against the known weaknesses of packages: `make audit`.

Exit status 0: none is known, or the audit was not done, which is then said. 1: some are known. 2: it was not done and
GKPG_NEED_AUDIT is set, as it is in the workflow of GitHub, where the advisories can be reached.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

LOCK = Path(__file__).parents[1] / "requirements.lock"
#: With hashes, pip has nothing to resolve and is not asked.
AUDIT = [sys.executable, "-m", "pip_audit", "--disable-pip", "--progress-spinner=off", "--timeout=20", "--format=json"]


class NotDoneError(Exception):
    """The audit came to no end; why."""


def audit(command: list[str], lock: Path) -> list[str]:
    """The known weaknesses, a line each. One requirement is tried before all are asked for. Raises NotDoneError."""
    with tempfile.TemporaryDirectory() as folder:
        first = Path(folder) / "first.txt"
        first.write_text(first_of(lock.read_text("utf-8")), "utf-8")
        report_of(command, first)
    found = report_of(command, lock)
    return [f"{each['name']} {each['version']}: {weakness['id']}" for each in found for weakness in each["vulns"]]


def first_of(text: str) -> str:
    """The first requirement of a lock file, with its hashes."""
    start = re.search(r"^\w", text, re.MULTILINE)
    return re.split(r"\n(?=\w)", text[start.start() :], maxsplit=1)[0] + "\n" if start else ""


def report_of(command: list[str], lock: Path) -> list[dict[str, Any]]:
    """What pip-audit says of each requirement. Raises NotDoneError, also where it has looked at some only."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        words = [*command, "--requirement", str(lock), "--output", str(report)]
        try:
            done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=600)
            found = json.loads(report.read_text("utf-8"))["dependencies"]
        except subprocess.TimeoutExpired:
            raise NotDoneError("no end after ten minutes") from None
        except (OSError, ValueError, KeyError):
            raise NotDoneError((done.stderr.strip().splitlines() or ["no report"])[-1]) from None
    left = [f"{each['name']}: {each['skip_reason']}" for each in found if "skip_reason" in each]
    if left or not found:
        raise NotDoneError(f"not looked at: {'; '.join(left) or 'anything'}")
    return list(found)


def main(command: list[str] = AUDIT, lock: Path = LOCK) -> int:
    """Audit, and say what came of it."""
    try:
        weaknesses = audit(command, lock)
    except NotDoneError as error:
        print(f"AUDIT NOT DONE, nothing is known of weaknesses: {error}")
        return 2 if os.environ.get("GKPG_NEED_AUDIT") else 0
    print("\n".join(weaknesses) or f"audited: no known weakness of what {lock.name} names")
    return 1 if weaknesses else 0


if __name__ == "__main__":
    sys.exit(main())
