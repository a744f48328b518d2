"""Aspects of results that were compared: which are the same, and which could not be compared, each with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.differences.result_difference import ResultDifference
    from gkpg.scoring import GroupResult

_SHEETS = ("sheet added", "sheet removed", "sheet changed")
_DECISIONS = ("decisions added", "decisions removed", "decisions changed", "decision")


def list_equal(difference: ResultDifference) -> Iterator[Text]:
    """What was compared and found the same, with how much of it there is; nothing else."""
    counts, before, after = difference.counts, difference.before, difference.after
    if not difference.files:
        count = len(after.ledger.file_digests)
        yield Text(f"交来的文件（{count} 个，按 SHA-256）", f"files handed in ({count}, by SHA-256)")
    if not difference.rules and before.round.assessment is not None and after.round.assessment is not None:
        yield Text("考核规则", "rules of the assessment")
    if not difference.rubrics:
        count = len(after.round.written_rubrics)
        yield Text(f"指标表（{count} 个）", f"rubrics ({count})")
    if not any(difference.findings):
        count = len(after.findings)
        yield Text(f"问题（{count} 处）", f"findings ({count})")
    yield from _equal_sheets(difference)
    whose = Text(f"（{counts['compared']} 个单位）", f" ({counts['compared']} units)")
    for name, key in _OF_UNITS if counts["compared"] else ():
        if not counts[key] and (key != "item" or counts["seen items"]):
            yield Text(f"{name.zh}{whose.zh}", f"{name.en}{whose.en}")


def _equal_sheets(difference: ResultDifference) -> Iterator[Text]:
    counts = difference.counts
    sheets, decisions = counts["seen sheets"], counts["seen decisions"]
    if sheets and not any(counts[key] for key in _SHEETS):
        yield Text(f"评分、依据和链接（{sheets} 份）", f"scores, reasons and links ({sheets} sheets)")
    if decisions and not any(counts[key] for key in _DECISIONS):
        yield Text(f"裁定（{decisions} 份）", f"decisions ({decisions} sheets)")


_OF_UNITS = (
    (Text("各项得分", "points of items"), "item"),
    (Text("各部分得分", "points of parts"), "part"),
    (Text("总分", "totals"), "exact"),
    (Text("名次", "ranks"), "rank"),
    (Text("等次", "grades"), "band"),
    (Text("没有总分或名次的原因", "why there is no total or rank"), "why"),
)


def list_uncompared(difference: ResultDifference) -> Iterator[Text]:
    """What could not be compared, and why."""
    if not all(difference.knows_entered):
        yield Text(
            "格子里填的内容：较早格式的结果文件只存了得分",
            "what was entered in cells: a result file of an earlier format keeps points alone",
        )
    sides = (difference.before.round.assessment, difference.after.round.assessment)
    if sides == (None, None):
        yield Text(
            "考核规则：两边都没有考核文件，按 gkpg 默认", "rules of the assessment: neither side has any; defaults hold"
        )
    yield from _rows_apart(difference)
    yield from () if difference.is_one_round else _ranks_apart(difference)


def _rows_apart(difference: ResultDifference) -> Iterator[Text]:
    """Rows of rubrics that are only on one side, or that were split or merged."""
    for rubric in difference.rubrics:
        rows = [
            change.node.label for change in rubric.changes if change.kind in {"added", "removed", "split", "merged"}
        ]
        if rows:
            names = "、".join(rows[:20]), ", ".join(rows[:20])
            yield Text(f"只有一边有、或拆分合并的项：{names[0]}", f"rows of one side only, split or merged: {names[1]}")


def _ranks_apart(difference: ResultDifference) -> Iterator[Text]:
    """Groups in which others are ranked, so that a rank there is not as good as the same rank before."""
    sides = ({group.name: _ranked(group) for group in each.groups} for each in (difference.before, difference.after))
    olds, news = sides
    for name, units in news.items():
        if name in olds and olds[name] != units:
            zh = f"名次的高低：{name} 参加排名的单位不同（前 {len(olds[name])} 个，后 {len(units)} 个），名次只照列"
            counts = f"{len(olds[name])}, then {len(units)}"
            en = f"how good ranks are: others are ranked in {name} ({counts}); ranks are only listed"
            yield Text(zh, en)


def _ranked(group: GroupResult) -> frozenset[str]:
    return frozenset(unit.name for unit in group.units if unit.rank is not None)
