"""Make the pictures in docs/images: what gkpg writes for the example, in Chinese and in English.

    python tools/make_screenshots.py [FOLDER]

Workbook, notice and page are written as anybody would write them, shown by LibreOffice and Chromium, and photographed.
"""

from __future__ import annotations

import html
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import unicodedata
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from gkpg.base.text import LANGS, Lang

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
EXAMPLE = ROOT / "examples" / "shanghai-2022"
#: Pictures are for pages that are read over a network.
MOST_BYTES = 150_000
#: Dots an inch of a printed page; how wide and high a browser's window is; how many lines a terminal has.
_DOTS, _WINDOW, _LINES = 56, (1_100, 740), 26
_AROUND = 16
#: Where the page shows the tenth of the first group.
_UNIT = "g1u10"
_FRAME = """<!doctype html><html><meta charset="utf-8"><style>
body {{ margin: 0; padding: {around}px; background: #e8e8e8; display: flex; gap: {around}px; align-items: flex-start; }}
img, pre {{ background: #fff; box-shadow: 0 0 3px #888; }}
pre {{ margin: 0; padding: 14px; font: 15px/1.25 "Noto Sans Mono CJK SC", monospace; }}
i {{ display: inline-block; width: .5em; overflow: hidden; vertical-align: top; font-style: normal; }}
</style>{content}</html>"""


def main(folder: Path) -> None:
    """Make all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for lang in LANGS:
            with tempfile.TemporaryDirectory() as place:
                _Pictures(lang, Path(place), folder, browser).make()
        browser.close()


class _Pictures:
    """The pictures in one language; `work` is where files are made on the way."""

    def __init__(self, lang: Lang, work: Path, folder: Path, browser: Browser) -> None:
        self._lang, self._work, self._folder, self._browser = lang, work, folder, browser
        self._result = work / "result.sqlite"

    def make(self) -> None:
        """Score the example, write every report, show and photograph each."""
        round_ = self._work / "round"
        shutil.copytree(EXAMPLE, round_)
        written = round_ / "assessment.yaml"
        written.write_text(
            written.read_text("utf-8").replace("\nlanguage: zh\n", f"\nlanguage: {self._lang}\n"), "utf-8"
        )
        self._terminal("score", "--assessment", str(round_), "--output", str(self._result))
        self._printed("workbook", self._report("report.xlsx"), (1, 2))
        self._printed("notice", self._report("notice.docx"), (1, 2))
        self._printed("internal", self._report("internal.docx", "--kind", "internal"), (1, 2))
        page = self._report("report.html").as_uri()
        self._photograph("page", page, _WINDOW)
        self._photograph("unit", f"{page}#{_UNIT}", _WINDOW)

    def _report(self, name: str, *more: str) -> Path:
        path = self._work / name
        self._gkpg("report", str(self._result), "--output", str(path), *more)
        return path

    def _gkpg(self, *words: str) -> None:
        subprocess.run(self._command(*words), cwd=self._work, check=True, capture_output=True)

    def _command(self, *words: str) -> tuple[str, ...]:
        return (sys.executable, "-m", "gkpg", "--lang", self._lang, *words)

    def _terminal(self, *words: str) -> None:
        """What a command says on a terminal of 80 columns, from the first ranking on."""
        ours, theirs = os.openpty()
        environ = os.environ | {"COLUMNS": "80", "TERM": "xterm", "NO_COLOR": "1", "PYTHONUTF8": "1"}
        process = subprocess.Popen(self._command(*words), cwd=self._work, env=environ, stdout=theirs)
        os.close(theirs)
        said = b""
        with os.fdopen(ours, "rb", 0) as terminal, suppress(OSError):  # Linux says so when nobody writes any more
            while piece := terminal.read(4096):
                said += piece
        process.wait()
        lines = said.decode().splitlines()
        first = next(place for place, line in enumerate(lines) if line.startswith(("【", "[")))
        text = "".join(map(_as_one_column, "\n".join(lines[first : first + _LINES])))
        self._frame("terminal", f"<pre>{text}</pre>", (80 * 7.5 + 28, _LINES * 18.75 + 28))

    def _printed(self, name: str, path: Path, pages: tuple[int, int]) -> None:
        """Some pages of a document, beside each other."""
        _run("soffice", "--headless", "--convert-to", "pdf", "--outdir", str(self._work), str(path))
        first, last = map(str, pages)
        pdf = path.with_suffix(".pdf")
        _run("pdftoppm", "-r", str(_DOTS), "-f", first, "-l", last, "-png", str(pdf), str(self._work / name))
        found = sorted(self._work.glob(f"{name}-*.png"))
        sizes = list(map(_size_of, found))
        size = sum(width for width, _ in sizes) + _AROUND * (len(sizes) - 1), max(height for _, height in sizes)
        self._frame(name, "".join(f'<img src="{each.name}" alt="">' for each in found), size)

    def _frame(self, name: str, content: str, size: tuple[float, float]) -> None:
        """Something of a size, with a border around it."""
        path = self._work / f"{name}.frame.html"
        path.write_text(_FRAME.format(around=_AROUND, content=content), "utf-8")
        self._photograph(name, path.as_uri(), (size[0] + 2 * _AROUND, size[1] + 2 * _AROUND))

    def _photograph(self, name: str, address: str, size: tuple[float, float]) -> None:
        picture = self._folder / f"{name}-{self._lang}.png"
        page = self._browser.new_page(viewport={"width": round(size[0]), "height": round(size[1])})
        page.goto(address)
        page.screenshot(path=picture)
        page.close()
        if picture.stat().st_size > MOST_BYTES:
            raise SystemExit(f"{picture}: {picture.stat().st_size} bytes, {MOST_BYTES} allowed")


def _as_one_column(character: str) -> str:
    """A character as a terminal shows it: the font has bars, rules and dashes of two columns."""
    shown = html.escape(character)
    return f"<i>{shown}</i>" if unicodedata.east_asian_width(character) == "A" else shown


def _size_of(picture: Path) -> tuple[int, int]:
    """Width and height of a PNG, from its header."""
    width, height = struct.unpack(">II", picture.read_bytes()[16:24])
    return width, height


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, env=os.environ | {"HOME": tempfile.gettempdir()})


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGES)
