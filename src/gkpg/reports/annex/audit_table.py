"""The table of what was applied: what an auditor needs to recompute a result."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from gkpg.base.text import Text
from gkpg.ledger.passed_files import WHY
from gkpg.reports.table import Column, ColumnKind, Table, Value
from gkpg.round.describe import describe_rules
from gkpg.rubric.rules import field_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.base.text import Lang
    from gkpg.reports.disclosure import Disclosure
    from gkpg.scoring import Results


_WITH_FILES = Text("计分所依据的指标表、规则和文件", "The rubrics, rules and files that were applied")
_RULES = Text("计分所依据的指标表和规则", "The rubrics and rules that were applied")


def audit_table(results: Results, lang: Lang, disclosure: Disclosure) -> Table:
    """What the result was computed from: rubrics, rules, repairs, and the files with their SHA-256."""
    headings = {"zh": ("类型", "名称", "内容", "说明"), "en": ("Kind", "Name", "Content", "Remark")}[lang]
    kinds: tuple[ColumnKind, ...] = ("text", "wide", "wide", "wide")
    columns = tuple(Column(*each) for each in zip(headings, kinds, (12, 34, 74, 74), strict=True))
    of_files = (_file_rows, _passed_rows) if disclosure.shows("evidence") else ()
    kinds_of_rows = (_rubric_rows, _rule_rows, _repair_rows, *of_files)
    rows = chain.from_iterable(of_kind(results, lang) for of_kind in kinds_of_rows)
    title = _WITH_FILES if of_files else _RULES
    return Table(Text("依据", "Applied").say(lang), title.say(lang), columns, rows, strong=1)


def _rubric_rows(results: Results, lang: Lang) -> Iterator[tuple[Value, ...]]:
    for rubric in results.ledger.rubrics.values():
        source = rubric.source
        said = " ".join(part for part in (source.document, source.part) if part) if source else ""
        name = f"{rubric.rubric} {rubric.version}"
        yield (
            Text("指标表", "Rubric").say(lang),
            name,
            f"{rubric.title} {said}".strip(),
            f"SHA-256 {rubric.fingerprint}",
        )


def _rule_rows(results: Results, lang: Lang) -> Iterator[tuple[Value, ...]]:
    for rule in describe_rules(results.round):
        yield Text("规则", "Rule").say(lang), rule.name.say(lang), rule.how.say(lang), rule.footing.say(lang)


def _repair_rows(results: Results, lang: Lang) -> Iterator[tuple[Value, ...]]:
    kinds = {"restored": Text("复原", "restored"), "assumed": Text("假定", "assumed")}
    for rubric in results.ledger.rubrics.values():
        for item, repair in rubric.repairs():
            what = f"{rubric.rubric} {item} {field_names(repair.field).say(lang)}"
            yield Text("勘误", "Repair").say(lang), what, repair.reason, kinds[repair.kind].say(lang)


_UNITS = Text("{count} 个单位", "{count} units")


def _file_rows(results: Results, lang: Lang) -> Iterator[tuple[Value, ...]]:
    kinds = Text("评分表", "Sheet"), Text("作废的评分表", "Superseded sheet")
    for file in results.ledger.files:
        who = file.sheets[0].identity
        whose = " ".join(filter(None, (who.unit, who.source, who.assessor, who.period)))
        yield (
            kinds[file.name in results.ledger.superseded].say(lang),
            file.name,
            (f"SHA-256 {file.sha256}" if file.sha256 else "—"),
            whose if len(file.sheets) == 1 else _UNITS.say(lang).format(count=len(file.sheets)),
        )


def _passed_rows(results: Results, lang: Lang) -> Iterator[tuple[Value, ...]]:
    for name, why in results.ledger.passed_files:
        yield Text("没有读的文件", "File not read").say(lang), name, WHY[why].say(lang), ""
