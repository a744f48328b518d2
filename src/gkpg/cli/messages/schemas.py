"""The sentences of `gkpg schema`."""

from __future__ import annotations

from gkpg.base.text import Text

SCHEMA = {
    "schema": Text(
        "写出指标表或考核文件的 JSON Schema：编辑器据此边写边查、提示各键（见 docs/editors）。",
        "Write the JSON Schema of rubrics or of assessment files, by which editors check and complete (see docs/editors).",
    ),
    "schema.of": Text("rubric 指标表，或 assessment 考核文件", "rubric or assessment"),
    "schema.output": Text("写到哪个文件，默认写到标准输出", "the file to write; standard output by default"),
    "schema.kind": Text(" JSON Schema", "a JSON Schema"),
}
