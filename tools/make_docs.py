"""Writes what is generated: the findings, the commands, the fields of a unit in docs/; examples/mistakes; schemas/."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import tempfile
from pathlib import Path

from gkpg.base.text import Lang, Text
from gkpg.cli.help_pages import help_page
from gkpg.cli.main import build_command, main
from gkpg.cli.screen import Screen
from gkpg.findings.codes import CODES, Severity
from gkpg.findings.gallery import load_gallery
from gkpg.reports.unit_fields import FIELD_OUTPUTS, FIELDS, FieldOutput, UnitField, list_fields
from gkpg.round.schema import assessment_schema
from gkpg.rubric.schema import rubric_schema
from gkpg.yamlfiles.schema.assembly import render_schema

ROOT = Path(__file__).parents[1]
COMMANDS = (
    (),
    ("init",),
    ("validate",),
    ("validate", "rubric"),
    ("validate", "assessment"),
    ("validate", "sheets"),
    ("template",),
    ("status",),
    ("score",),
    ("report",),
    ("verify",),
    ("arbitrate",),
    ("import",),
    ("diff",),
    ("migrate",),
    ("fmt",),
    ("schema",),
    ("code",),
)
FAMILIES = {
    "F": Text("文件和文件夹", "Files and folders"),
    "Y": Text("YAML 写法", "YAML"),
    "R": Text("指标表", "Rubrics"),
    "A": Text("考核文件", "Assessment files"),
    "S": Text("评分表", "Sheets"),
    "L": Text("评分表之间", "Between sheets"),
    "D": Text("结果文件", "Result files"),
    "V": Text("指标表的版本", "Versions of rubrics"),
    "C": Text("案例", "Cases"),
    "T": Text("导入的表", "Imported tables"),
}
SEVERITIES = {
    Severity.ERROR: Text("错误", "error"),
    Severity.WARNING: Text("警告", "warning"),
    Severity.NOTE: Text("说明", "note"),
}


def pages() -> dict[Path, str]:
    """Every generated page with its content."""
    return {
        ROOT / "docs" / "findings.md": findings_page(),
        ROOT / "docs" / "commands.md": commands_page(),
        ROOT / "docs" / "outputs.md": with_unit_fields(ROOT / "docs" / "outputs.md", "en"),
        ROOT / "docs" / "outputs.zh-CN.md": with_unit_fields(ROOT / "docs" / "outputs.zh-CN.md", "zh"),
        ROOT / "examples" / "mistakes" / "FINDINGS.md": mistakes_page(),
        ROOT / "schemas" / "rubric.schema.json": render_schema(rubric_schema("zh")).decode(),
        ROOT / "schemas" / "assessment.schema.json": render_schema(assessment_schema("zh")).decode(),
    }


def findings_page() -> str:
    """Every code: its message, meaning, remedy and smallest example, in both languages."""
    lines = [
        "# 问题代码 Findings",
        "",
        "本页由 `make docs` 生成。`gkpg code S101` 解释单个代码。",
        "This page is made by `make docs`. `gkpg code S101` explains one code.",
    ]
    family = ""
    for name, code in CODES.items():
        if name[0] != family:
            family = name[0]
            lines += ["", f"## {family}: {FAMILIES[family].zh} {FAMILIES[family].en}"]
        severity, example, advice = SEVERITIES[code.severity], load_gallery()[name], code.advice
        lines += ["", f"### {name} {severity.zh} {severity.en}", ""]
        lines += [f"- {code.pattern.zh}", f"- {code.pattern.en}", ""]
        lines += [f"{code.meaning.zh}{advice.zh and f'{advice.zh}。'}", ""]
        lines += [f"{code.meaning.en}{advice.en and f' {advice.en[0].upper()}{advice.en[1:]}.'}", ""]
        for label, text in (("有此问题 gives it", example.wrong), ("无此问题 does not", example.right)):
            shown = text.zh if text.zh == text.en else f"{text.zh}\n{text.en}"
            lines += [f"{label}:", "", "```", *shown.rstrip("\n").splitlines(), "```", ""]
        lines.pop()
    return "\n".join(lines) + "\n"


def commands_page() -> str:
    """The help of every command, in both languages."""
    lines = [
        "# 命令 Commands",
        "",
        "本页由 `make docs` 生成，内容即 `gkpg … --help`。",
        "This page is made by `make docs`.",
    ]
    os.environ["COLUMNS"] = "80"
    for words in COMMANDS:
        lines += ["", f"## {' '.join(('gkpg', *words))}"]
        lines += [line for lang in ("zh", "en") for line in ("", "```text", _help(words, lang), "```")]
    return "\n".join(lines) + "\n"


def _help(words: tuple[str, ...], lang: Lang) -> str:
    command = build_command()
    context = command.make_context("gkpg", [], resilient_parsing=True, obj=Screen(lang))
    for word in words:
        command = command.commands[word]
        context = command.make_context(word, [], parent=context, resilient_parsing=True)
    return help_page(command, context, lang)


FIELDS_BEGIN, FIELDS_END = "<!-- unit fields: make docs -->", "<!-- end of unit fields -->"


def with_unit_fields(path: Path, lang: Lang) -> str:
    """A page with the table of the fields of a unit made anew; the rest of it is written by hand."""
    before, _, rest = path.read_text("utf-8").partition(FIELDS_BEGIN)
    _, _, after = rest.partition(FIELDS_END)
    return "\n".join((before + FIELDS_BEGIN, *_unit_fields(lang), FIELDS_END + after))


_OPEN = Text("公开", "public")
_OPEN_TO = {
    None: Text("是", "yes"),
    "scores": Text("写得分时", "with scores"),
    "ranks": Text("写得分时（排名的）", "with scores, if there are ranks"),
    "evidence": Text("否", "no"),
}


def _unit_fields(lang: Lang) -> list[str]:
    """The table: each field with its place among those of every output, where it is shown."""
    first = {"zh": ("字段", "标题", "内容", "屏幕"), "en": ("field", "heading", "content", "screen")}[lang]
    lines = [
        "",
        f"| {' | '.join((*first, *FIELD_OUTPUTS[1:], _OPEN.say(lang)))} |",
        f"|{'---|' * (len(first) + len(FIELD_OUTPUTS))}",
    ]
    for field in FIELDS:
        cells = [*(_place(field, output) for output in FIELD_OUTPUTS), _OPEN_TO[field.topic].say(lang)]
        lines.append(f"| `{field.key}` | {field.heading.say(lang)} | {field.about.say(lang)} | {' | '.join(cells)} |")
    return [*lines, ""]


def _place(field: UnitField, output: FieldOutput) -> str:
    """Which field of an output it is; a star where a table has it only if it is there for any unit."""
    if output not in field.at:
        return ""
    star = "\\*" if field.present and output in {"screen", "xlsx"} else ""
    return f"{list_fields(output).index(field) + 1}{star}"


def mistakes_page() -> str:
    """What `gkpg score examples/mistakes` says, in both languages."""
    lines = [
        "# 每份表里的一个错误 One mistake a sheet",
        "",
        "本页由 `make docs` 生成。单位、得分均为虚构。",
        "This page is made by `make docs`. All units and scores are invented.",
    ]
    for lang in ("zh", "en"):
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()) as out:
            result = str(Path(folder) / "result.sqlite")
            main(["score", str(ROOT / "examples" / "mistakes"), "--output", result, "--lang", lang])
        said = out.getvalue().replace(folder, "").splitlines()
        lines += ["", "```text", f"$ gkpg score examples/mistakes --lang {lang}", *said[:-1], "```"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    for path, content in pages().items():
        path.write_text(content, "utf-8")
    sys.exit(0)
