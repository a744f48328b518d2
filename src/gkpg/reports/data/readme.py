"""What a reader of open data must know, as a page in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.markdown import escape_markdown
from gkpg.base.text import LANGS, Text
from gkpg.reports.data.descriptor import title_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gkpg.base.text import Lang
    from gkpg.reports.data.table import DataTable
    from gkpg.reports.report import Report

_OPEN = Text(
    "可以公开：没有评分人、评分依据、链接、问题、自评分和文件名。",
    "For anybody: without assessors, reasons, links, findings, self-scores and names of files.",
)
_NO_SCORES = Text(
    "不含得分和名次：单位按等次排列，同一等次内按考核文件的次序。",
    "Without scores and ranks: units stand grade by grade, within a grade in the order of the assessment.",
)
_INTERNAL = Text("内部使用：含评分人和评分依据。", "For internal use: with assessors and reasons.")
_FILES = Text("文件", "Files")
_HEAD = Text("| 文件 | 内容 |", "| file | content |")
_OTHERS = (
    ("rules.json", Text("考核规则和指标表，程序用；各键见 gkpg 的 docs/trust.zh-CN.md", "the assessment's rules and the rubrics, for programs; gkpg's docs/trust.md says what each key means")),
    ("rubric-*.yaml", Text("各指标表，gkpg 可以直接读", "each rubric, as gkpg reads it")),
    ("report.json", Text("同样的内容，一个 JSON 文件", "the same as one JSON document")),
    ("datapackage.json", Text("数据字典（Frictionless Data Package）：每一列的类型和含义", "the data dictionary (Frictionless Data Package): type and meaning of every column")),
)  # fmt: skip
_HOW = Text("怎样读", "How to read it")
_CSV = Text(
    "csv 是 UTF-8（带 BOM），逗号分隔。电子表格会改变或当公式执行的文字，前面加了一个撇号：`'10/3`、`'1-10`、`'007`、`'=1+1`；用程序读时去掉一个。空格子表示没有。",
    "The csv files are UTF-8 with a mark (BOM), divided by commas. Text that a spreadsheet would change or run has an apostrophe in front: `'10/3`, `'1-10`, `'007`, `'=1+1`; programs take one off. An empty cell: there is none.",
)  # fmt: skip
_AGAIN = Text("怎样重算", "How to compute it again")
_STEPS = Text(
    "`entries.csv` 的评分，按 `rules.json` 的规则合并，得 `scores.csv` 各项的精确得分，再得 `unit_parts.csv` 各部分的得分；各部分的得分除以 `max` 乘 `weight`（没有权重的直接相加）合为总分，最后舍入一次，即 `units.csv` 的 `total`。特殊规则（不适用、加分封顶、一票否决等）见 `rules.csv`。",
    "The entries of `entries.csv`, joined by the rules of `rules.json`, give the exact points of items in `scores.csv`, and these the points of parts in `unit_parts.csv`; points of parts over `max` times `weight` (added as they are where there is no weight) make the total, which is rounded once and stands as `total` in `units.csv`. Rules for what does not apply, caps, vetoes and the like are in `rules.csv`.",
)  # fmt: skip


def render_readme(report: Report, tables: Sequence[DataTable]) -> bytes:
    """The page: in the language of the report, then in the other."""
    langs = sorted(LANGS, key=lambda lang: lang != report.lang)
    lines = [f"# {escape_markdown(title_of(report))}", ""]
    for number, lang in enumerate(langs):
        lines += ["---", ""] if number else []
        lines += [*_section(report, tables, lang), ""]
    return "\n".join(lines).encode(errors="backslashreplace")


def _section(report: Report, tables: Sequence[DataTable], lang: Lang) -> Iterator[str]:
    """All of it in one language."""
    yield (_OPEN if report.disclosure.is_public else _INTERNAL).say(lang)
    if not report.disclosure.scores:
        yield _NO_SCORES.say(lang)
    yield from ("", f"## {_FILES.say(lang)}", "", _HEAD.say(lang), "|---|---|")
    for table in tables:
        yield f"| `{table.name}.csv` | {table.about.say(lang)} |"
    for name, about in _OTHERS:
        yield f"| `{name}` | {about.say(lang)} |"
    yield from ("", f"## {_HOW.say(lang)}", "", _CSV.say(lang))
    if report.disclosure.scores:
        yield from ("", f"## {_AGAIN.say(lang)}", "", _STEPS.say(lang))
