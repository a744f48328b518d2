"""`python -m gkpg` is `gkpg`."""

from gkpg.cli.main import run

if __name__ == "__main__":
    run()
