"""The page in a browser: what its script does, whom it can be read by, and that it is silent."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from gkpg.reports.disclosure import Disclosure
from gkpg.reports.html import page as html
from gkpg.reports.report import Report
from gkpg.results.store import load_results
from tests.conftest import ROOT
from tests.large_pages import large_round

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.base.text import Lang
    from gkpg.scoring import Results

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(BROWSER is None and not os.environ.get("GKPG_NEED_BROWSER"), reason="needs a browser")

EXAMPLE = ROOT / "examples" / "shanghai-2022" / "result.sqlite"
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_VIEWS = ("#g2", "#g1u3", "#g1u16", "#g1i2", "#rules")


@pytest.fixture(scope="module")
def example() -> Results:
    return load_results(EXAMPLE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One browser for all tests."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where there is a browser

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield started
        started.close()


def written(results: Results, path: Path, lang: Lang = "zh", disclosure: Disclosure | None = None) -> str:
    """The address of a page."""
    with path.open("w+b") as out:
        html.write(Report(results, lang, disclosure=disclosure or Disclosure()), out)
    return path.as_uri()


@contextmanager
def opened(browser: Any, address: str, **how: Any) -> Iterator[Any]:
    """A page in a window of its own, in which nothing is said on the console and nothing is asked for."""
    context = browser.new_context(**{"viewport": {"width": 1200, "height": 900}, **how})
    page, said = context.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.append(request.url) if not address.startswith(request.url) else None)
    page.goto(address)
    yield page
    assert said == []
    context.close()


def visible(page: Any, selector: str) -> list[str]:
    return [text.strip() for text in page.locator(selector).locator("visible=true").all_inner_texts()]


def violations(page: Any) -> list[tuple[str, str]]:
    """What axe finds against WCAG 2.2 AA and good practice in what is visible."""
    import axe_playwright_python  # noqa: PLC0415 - as above

    page.evaluate(Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text("utf-8"))
    found = page.evaluate("tags => axe.run(document, { runOnly: tags })", _TAGS)["violations"]
    return [(each["id"], each["nodes"][0]["html"]) for each in found]


@pytest.mark.parametrize(("lang", "scheme"), [("zh", "light"), ("en", "dark")])
def test_axe_finds_nothing_in_any_view(browser: Any, example: Results, folder: Path, lang: Lang, scheme: str) -> None:
    with opened(browser, written(example, folder / f"{lang}.html", lang), color_scheme=scheme) as page:
        for view in _VIEWS:
            page.evaluate("hash => { location.hash = hash; }", view)
            page.wait_for_timeout(50)
            assert violations(page) == [], view


def test_axe_finds_nothing_in_a_page_without_scores(browser: Any, example: Results, folder: Path) -> None:
    address = written(example, folder / "names.html", "zh", Disclosure("public", scores=False))
    with opened(browser, address, color_scheme="dark") as page:
        assert violations(page) == []


def test_without_a_script_everything_stands_there(browser: Any, example: Results, folder: Path) -> None:
    with opened(browser, written(example, folder / "a.html"), java_script_enabled=False) as page:
        assert page.locator("article:visible").count() == 36
        assert page.locator("button").count() == 0


def test_a_ranking_is_sorted_by_each_of_its_columns(browser: Any, example: Results, folder: Path) -> None:
    with opened(browser, written(example, folder / "a.html")) as page:
        heads = page.locator("#g1 table[data-rows] thead th")
        for at in range(heads.count()):
            for _ in range(2):
                heads.nth(at).locator("button").click()
                texts = page.locator(f"#g1 table[data-rows] tbody tr > :nth-child({at + 1})").all_inner_texts()
                there = [text for text in texts if text.strip()]
                assert texts == there + [""] * (len(texts) - len(there))
                if all(text.replace(".", "").isdigit() for text in there):
                    down = heads.nth(at).get_attribute("aria-sort") == "descending"
                    assert there == sorted(there, key=float, reverse=down)
        assert page.locator("[aria-sort]").count() == 1
        assert page.locator("#status").inner_text().startswith("按")


def test_the_state_is_in_the_address(browser: Any, example: Results, folder: Path) -> None:
    address = written(example, folder / "a.html")
    with opened(browser, address) as page:
        page.locator("#g1 input").fill("区")
        page.locator("#g1 select").select_option("良好")
        page.locator("#g1 table[data-rows] th button").nth(2).click()
        page.locator("#g1 table[data-rows] th button").nth(2).click()
        assert page.locator("#status").inner_text() == "按总分排序，从低到高"
        state, names = page.url, visible(page, "#g1 table[data-rows] tbody th")
        assert names == ["卯区", "辰区", "辛区", "寅区", "戊区", "子区"]
    with opened(browser, state) as page:
        assert visible(page, "#g1 table[data-rows] tbody th") == names
        page.locator("#g1 input").fill("卯")
        assert page.locator("#status").inner_text() == "显示 1 个单位，共 16 个"


def test_keys_alone_lead_to_a_unit_and_back(browser: Any, example: Results, folder: Path) -> None:
    with opened(browser, written(example, folder / "a.html")) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.locator("#g1 table[data-rows] tbody a").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_selector("#g1u1.shown")
        assert page.evaluate("document.activeElement.tagName") == "H2"
        assert visible(page, "article h2") == ["己区 区政府"]
        assert visible(page, ".steps-to a") == ["返回列表", "癸区"]
        page.locator(".shown .steps-to a").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_selector("#g1.shown")
        assert page.evaluate("document.activeElement.tagName") == "H2"


def test_one_item_across_all_units(browser: Any, example: Results, folder: Path) -> None:
    with opened(browser, written(example, folder / "a.html")) as page:
        page.locator("#g1 table[data-items] a", has_text="1.1 ").click()
        page.wait_for_selector("#item")
        rows = page.locator("#item tbody tr")
        group = example.groups[0]
        points = {unit.name: example.points(group, unit).get("1.1") for unit in group.units}
        shown = dict(text.split("\t")[:2] for text in rows.all_inner_texts())
        assert {name: float(text) if text.strip() else None for name, text in shown.items()} == {
            name: None if value is None else float(example.round_figure(value) or 0) for name, value in points.items()
        }
        figures = [float(text) for text in shown.values() if text.strip()]
        assert figures == sorted(figures, reverse=True)


@pytest.mark.parametrize("width", [320, 640])
def test_it_is_read_on_a_narrow_screen_and_enlarged(browser: Any, example: Results, folder: Path, width: int) -> None:
    """Nothing but tables is wider than the window; 640 pixels are a window of 1280 at 200 %."""
    how = {"viewport": {"width": width, "height": 700}}
    with opened(browser, written(example, folder / "a.html"), **how) as page:
        for view in _VIEWS:
            page.evaluate("hash => { location.hash = hash; }", view)
            page.wait_for_timeout(50)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, view


def test_very_many_units_are_shown_through_a_window(browser: Any, folder: Path) -> None:
    results = large_round(folder / "round", 400, 16)
    address = written(results, folder / "large.html")
    units = results.groups[0].units
    with opened(browser, address) as page:
        assert page.locator("#g1 table[data-rows] tbody tr").count() < 110
        assert violations(page) == []
        assert visible(page, "#g1 table[data-rows] tbody th")[:3] == [unit.name for unit in units[:3]]
        page.locator("#g1 table[data-rows] th button").nth(2).click()
        page.locator("#g1 table[data-rows] th button").nth(2).click()
        lowest = min(unit.total for unit in units if unit.total is not None)
        first = page.locator("#g1 table[data-rows] tbody tr:not(.room)").first
        assert f"{lowest:.2f}" in first.inner_text()
        frame = page.locator("#g1 .window").first
        frame.evaluate("each => { each.scrollTop = each.scrollHeight; }")
        page.wait_for_timeout(100)
        highest = page.locator("#g1 table[data-rows] tbody tr:not(.room)").last
        assert f"{units[0].total:.2f}" in highest.inner_text()
        assert highest.get_attribute("aria-rowindex") == "401"
        page.locator("#g1 input").fill(units[-1].name)
        page.locator("#g1 table[data-rows] tbody a").click()
        page.wait_for_selector("#g1u400.shown")
        rows = page.locator("#g1u400 tbody tr").all_inner_texts()
        points = results.points(results.groups[0], units[-1])
        found = {text.split(" ")[0]: text.split("\t")[2] for text in rows}
        assert {item: float(text) for item, text in found.items()} == {
            item: float(results.round_figure(value) or 0) for item, value in points.items()
        }
