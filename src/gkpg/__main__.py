"""`python -m gkpg` is `gkpg`."""

import gc
import os
import sys


def run() -> None:
    """What the installed command `gkpg` calls. Loading takes long enough to be interrupted; that is no error either."""
    gc.set_threshold(50_000, 20, 100)  # what is loaded or read is kept to the end: to look for garbage often finds none
    try:
        from gkpg.cli.main import run as command  # noqa: PLC0415

        command()
    except KeyboardInterrupt:
        from gkpg.cli.language import language_of  # noqa: PLC0415
        from gkpg.cli.messages import say  # noqa: PLC0415

        sys.stderr.write(f"gkpg: {say('use.interrupted', language_of(os.environ))}\n")
        sys.exit(130)


if __name__ == "__main__":
    run()
