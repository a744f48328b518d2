"""Gathered findings: very many of them, in as few lines as say what there is to do."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.text import LANGS, Text, list_words, tidy_text
from gkpg.findings.codes import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gkpg.base.text import Lang
    from gkpg.findings.finding import Fact, Finding

#: As many findings are shown one by one; of more, those of one kind are gathered.
MOST_LINES = 30
#: Of a kind so many are all shown; of more, so many as examples.
_FEW, _EXAMPLES = 5, 3
#: Kinds that say of a unit that sheets of a source are missing: the sources say all.
_MISSING_SHEETS = {"L113": Text("", ""), "L114": Text("，按规定不计入", "; by the rules they are left out")}
_ORDER = tuple(Severity)


class GatheredKind(NamedTuple):
    """What is shown of the findings of one kind: `shown` each on its line, then `rest` on one.

    `rest` is None where all are shown.
    """

    severity: Severity
    shown: tuple[Finding, ...]
    rest: Text | None


def needs_gathering(findings: Sequence[Finding]) -> bool:
    """Whether there are more findings than a person reads one by one."""
    return len(findings) > MOST_LINES


def gather_findings(findings: Iterable[Finding]) -> tuple[GatheredKind, ...]:
    """All findings by their kind: errors, warnings, notes; within each, kinds in the order of their first finding."""
    kinds: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        kinds[finding.code].append(finding)
    ordered = sorted(kinds.values(), key=lambda kind: _ORDER.index(kind[0].severity))
    return tuple(map(_gather, ordered))


def _gather(kind: Sequence[Finding]) -> GatheredKind:
    code, severity = kind[0].code, kind[0].severity
    if len(kind) <= _FEW:
        return GatheredKind(severity, tuple(kind), None)
    if code in _MISSING_SHEETS:
        return GatheredKind(severity, (), _count_missing_sheets(kind))
    return GatheredKind(severity, tuple(kind[:_EXAMPLES]), _count_others(kind[_EXAMPLES:]))


def _count_others(others: Sequence[Finding]) -> Text:
    files = {each.place.file for each in others if each.place.file}
    zh, en = (f"，在 {len(files)} 个文件里", f", in {len(files)} files") if len(files) > 1 else ("", "")
    code, count = others[0].code, len(others)
    return Text(
        f"另有同类问题 {count} 处{zh}，--all 逐条列出 [{code}]",
        f"{count} more of this kind{en}; --all lists them [{code}]",
    )


def _count_missing_sheets(kind: Sequence[Finding]) -> Text:
    """How many sheets are missing, and of how many units those of each source."""
    units: dict[Fact, int] = defaultdict(int)
    for finding in kind:
        units[finding.facts["source"]] += 1
    sheets = sum(int(str(each.facts["expected"])) - int(str(each.facts["found"])) for each in kind)
    sources = Text(
        list_words(f"{_say(source, 'zh')} {count} 个单位" for source, count in units.items()).zh,
        list_words(f"{_say(source, 'en')} of {count} unit{'s' * (count > 1)}" for source, count in units.items()).en,
    )
    effect = _MISSING_SHEETS[kind[0].code]
    zh, en = (kind[0].remedy(lang) for lang in LANGS)
    return Text(
        f"缺评分表（按单位计 {sheets} 份）：{sources.zh}{effect.zh}{zh and '，'}{zh}，--all 逐条列出 [{kind[0].code}]",
        f"sheets are missing (counted by unit: {sheets}): {sources.en}{effect.en}{en and '; '}{en}; "
        f"--all lists them [{kind[0].code}]",
    )


def _say(fact: Fact, lang: Lang) -> str:
    return tidy_text(fact.say(lang) if isinstance(fact, Text) else str(fact))
