"""The comparison of two results as blocks, each with a heading, a table or lines: for a screen, and for a comment."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.text import Text, list_words
from gkpg.differences.rubrics.change_words import LEVELS, describe_change
from gkpg.differences.words.aspects import list_equal, list_uncompared
from gkpg.differences.words.rule_words import describe_rule_difference
from gkpg.differences.words.unit_words import UnitWords, describe_apart, write_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gkpg.base.text import Lang
    from gkpg.differences.file_differences import FileDifference
    from gkpg.differences.result_difference import ResultDifference
    from gkpg.differences.rubric_differences import WrittenRubricDifference

HEADINGS = {
    "group": Text("类别", "Group"),
    "unit": Text("单位", "Unit"),
    "total": Text("总分", "Total"),
    "rank": Text("名次", "Rank"),
    "grade": Text("等次", "Grade"),
}
_SIDES = (
    Text("前：{file}（{title}，{count} 个单位）", "first: {file} ({title}, {count} units)"),
    Text("后：{file}（{title}，{count} 个单位）", "second: {file} ({title}, {count} units)"),
)
_UNWRITTEN = Text("没有考核文件", "without an assessment")
_TWO_ROUNDS = Text("不是同一轮考核（assessment 不同）", "not of one round (their assessments have other ids)")
_SAME = Text("没有不同；比较过什么见下", "no difference; what was compared stands below")
_NONE = Text(
    "没有一个单位两边都有：总分、名次、等次都不能比较",
    "no unit is in both results: totals, ranks and grades cannot be compared",
)
_TITLES = {
    "results": Text("两个结果", "The two results"),
    "outcome": Text("总分、名次、等次", "Totals, ranks and grades"),
    "apart": Text("不能一一比较的单位", "Units that are not compared one by one"),
    "renamed": Text("改名的单位", "Renamed units"),
    "units": Text("各单位有什么不同，因为什么", "What is different about each unit, and by what"),
    "rules": Text("考核规则", "Rules of the assessment"),
    "rubrics": Text("指标表", "Rubrics"),
    "files": Text("交来的文件", "Files handed in"),
    "findings": Text("问题", "Findings"),
    "equal": Text("比较过，没有不同", "Compared, and the same"),
    "uncompared": Text("没有比较", "Not compared"),
}
_FILES = {
    "added": Text("新增 {after}", "added: {after}"),
    "removed": Text("没有了 {before}", "gone: {before}"),
    "changed": Text("内容改动 {after}", "other content: {after}"),
    "renamed": Text("改名 {before} → {after}", "renamed: {before} → {after}"),
    "superseded": Text("不再计入 {after}", "does not count any more: {after}"),
    "counts": Text("现在计入 {after}", "counts now: {after}"),
}
_SUMMARY = Text(
    "{all} 个单位中，总分改变 {total} 个，名次改变 {rank} 个，等次改变 {band} 个",
    "of {all} units: another total {total}, another rank {rank}, another grade {band}",
)
_TWO_WAYS = Text(
    "两轮考核各按各的评分、规则和指标表；评分不逐处列出（JSON 里都有）",
    "each round by its own scores, rules and rubrics; scores are not told one by one (JSON has all)",
)
_FILE_COUNTS = Text("两轮考核各有各的文件：前 {gone} 个，后 {came} 个", "each round has its own: {gone}, then {came}")
_GONE, _CAME = Text("不再有 {line}", "gone: {line}"), Text("新增 {line}", "new: {line}")
_COUNTS = Text(
    "两轮考核各有各的问题：前 {gone} 处，后 {came} 处", "each round has its own: {gone} before, {came} after"
)


class Block(NamedTuple):
    """A part of the comparison: lines, and a table with `headings` and `rows`, or none."""

    title: str
    lines: Iterable[str] = ()
    headings: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()


class ResultBlocks:
    """The comparison in one language."""

    def __init__(self, difference: ResultDifference, files: tuple[str, str], lang: Lang) -> None:
        self._difference, self._files, self._lang = difference, files, lang
        self._units = UnitWords(difference)

    def blocks(self) -> Iterator[Block]:
        """Everything, the answer first. Lines are made as they are read."""
        difference = self._difference
        yield Block(self._title("results"), [*self._sides()])
        yield self._outcome()
        renamed = [f"{one[0].name} → {other[0].name}" for one, other in difference.relations if _is_renamed(one, other)]
        yield from self._block("renamed", renamed)
        yield from self._block("apart", [describe_apart(each, self._lang) for each in difference.apart])
        yield from self._block("rules", [self._say(describe_rule_difference(rule)) for rule in difference.rules])
        yield from self._block("rubrics", [line for each in difference.rubrics for line in self._rubric(each)])
        if difference.counts["differing"]:
            yield Block(self._title("units"), self._each_unit())
        yield from self._block("files", self._of_files())
        yield from self._block("findings", self._findings())
        yield from self._block("uncompared", [self._say(each) for each in list_uncompared(difference)])
        yield from self._block("equal", [self._say(each) for each in list_equal(difference)])

    def _block(self, key: str, lines: Sequence[str]) -> Iterator[Block]:
        if lines:
            yield Block(self._title(key), lines)

    def _title(self, key: str) -> str:
        return _TITLES[key].say(self._lang)

    def _say(self, text: Text) -> str:
        return text.say(self._lang)

    def _sides(self) -> Iterator[str]:
        """Which results are compared, and whether they are of one round."""
        sides = (self._difference.before, self._difference.after)
        for word, file, results in zip(_SIDES, self._files, sides, strict=True):
            written = results.round.assessment
            title = _UNWRITTEN if written is None else Text(written.title, written.title)
            count = sum(len(group.units) for group in results.groups)
            yield self._say(word).format(file=file, title=self._say(title), count=count)
        if not self._difference.is_one_round:
            yield self._say(_TWO_ROUNDS)
        if self._difference.is_empty:
            yield self._say(_SAME)

    def _outcome(self) -> Block:
        counts = self._difference.counts
        summary = self._say(_SUMMARY).format(
            all=counts["compared"], **{key: counts[key] for key in ("total", "rank", "band")}
        )
        if not counts["compared"]:
            return Block(self._title("outcome"), (self._say(_NONE),))
        rows = [self._units.row(unit, self._lang) for unit in self._difference.moved]
        headings = [self._say(each) for each in HEADINGS.values()]
        return Block(self._title("outcome"), (summary,), headings if rows else (), rows)

    def _each_unit(self) -> Iterator[str]:
        """The units one after another; those of which only others moved are named together at the end."""
        difference, only_others = self._difference, []
        if not difference.is_one_round:
            yield self._say(_TWO_WAYS)
        for unit in difference.units():
            if {cause.kind for cause in unit.causes} == {"others"} and not (unit.sheets or unit.deepest_items):
                only_others.append(unit.after.name)
                continue
            lines = list(self._units.lines(unit, with_scores=difference.is_one_round))
            if lines:
                yield write_name(unit.after, self._lang)
                yield from (f"  {self._say(line)}" for line in lines)
        if only_others:
            names = list_words(only_others)
            told = Text(
                f"只因其他单位变动（{len(only_others)} 个）：{names.zh}",
                f"only because other units moved ({len(only_others)}): {names.en}",
            )
            yield self._say(told)

    def _rubric(self, difference: WrittenRubricDifference) -> Iterator[str]:
        old, new = ((f"{each.rubric} {each.version}" if each else "") for each in (difference.before, difference.after))
        if not old or not new:
            word = Text("新的指标表", "a new rubric") if new else Text("不再使用", "not used any more")
            yield f"{old or new}{'：' if self._lang == 'zh' else ': '}{self._say(word)}"
            return
        yield new if old == new else f"{old} → {new}"
        comma = "：" if self._lang == "zh" else ": "
        for change in difference.changes:
            yield f"  {self._say(LEVELS[change.level])}{comma}{self._say(describe_change(change))}"

    def _of_files(self) -> list[str]:
        if not self._difference.is_one_round and self._difference.files:
            sides = (self._difference.before.ledger, self._difference.after.ledger)
            gone, came = (len(side.file_digests) for side in sides)
            return [self._say(_FILE_COUNTS).format(gone=gone, came=came)]
        return [self._file(each) for each in self._difference.files]

    def _file(self, file: FileDifference) -> str:
        return self._say(_FILES[file.kind]).format(before=file.before, after=file.after)

    def _findings(self) -> list[str]:
        gone, came = self._difference.findings
        if not self._difference.is_one_round and (gone or came):
            return [self._say(_COUNTS).format(gone=len(gone), came=len(came))]
        lines = [(_GONE, each) for each in gone] + [(_CAME, each) for each in came]
        return [self._say(sentence).format(line=finding.line(self._lang)) for sentence, finding in lines]


def _is_renamed(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    return len(one) == len(other) == 1 and one[0].name != other[0].name  # type: ignore[attr-defined] # sides of units
