"""Loss words: the table of points lost, each row with the cells behind it, or with the document of its rule."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.base.points import format_exact
from gkpg.base.text import Text, tidy_text
from gkpg.explanation.entry_words import describe_entry
from gkpg.explanation.page import Column, Grid, Line, Row, Section
from gkpg.explanation.step_words import describe_basis, describe_step, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gkpg.base.text import Lang
    from gkpg.explanation.entered import EnteredScore
    from gkpg.explanation.explanation import Explanation
    from gkpg.explanation.losses import Loss

#: The columns: how each is headed, and whether it holds figures.
_PART = (Text("部分", "Part"), False)
_COLUMNS = (
    (Text("编号", "Item"), False),
    (Text("内容", "What"), False),
    (Text("分值", "Max"), True),
    (Text("得分", "Points"), True),
    (Text("失分", "Lost"), True),
)
_WEIGHTED = ((Text("系数", "Factor"), True), (Text("合总分", "Of total"), True))
_TOTAL = Text("总分", "Total")
_NOTHING_LOST = Text("没有失分。", "Nothing was lost.")
_NOTHING_KNOWN_LOST = Text("已知的各项没有失分。", "Nothing was lost in what is known.")
#: Of a unit of which no points are known, so that it may have lost any.
NOTHING_KNOWN = Text("没有算出得分，还说不出什么。", "No points are known, so nothing can be told yet.")
_WITH_CAP = frozenset({"item", "unit"})
#: Rows that say what a rule made of one figure: that before, and that behind.
_OF_FIGURES = frozenset({"round", "bound", "veto", "coefficient"})
#: Steps whose entries say all that there is to say.
FROM_SCORES = frozenset({"join", "measure", "rows"})
#: What a rule turns into points: there the value is the reason.
_VALUES = frozenset({"measure", "figure", "count"})


class LossWords:
    """The points lost by a unit, in one language."""

    def __init__(self, of: Explanation, lang: Lang) -> None:
        self._of, self._lang = of, lang
        self._has_parts = len(of.rubrics) > 1

    def section(self, losses: Sequence[Loss]) -> Section:
        """The points lost, largest first, each with its cells and reasons."""
        told = [loss for loss in losses if loss.lost or (loss.kind == "item" and loss.cap is None)]
        title = self._title(told).say(self._lang)
        if not told:
            return Section(title, lines=(Line(0, self._nothing().say(self._lang)),))
        return Section(title, Grid(self._columns(), tuple(map(self._row, told))))

    def _title(self, told: Sequence[Loss]) -> Text:
        """What was lost altogether; without a total that is not known."""
        if self._of.tree.root is None:
            return (
                Text("失分（已知的）", "Points lost (as far as known)")
                if self._of.losses
                else Text("失分", "Points lost")
            )
        lost = format_exact(sum((loss.in_total for loss in told), Fraction(0)))
        if self._of.is_weighted:
            return Text(f"失分（合总分 {lost} 分）", f"Points lost ({lost} of the total)")
        return Text(f"失分（合计 {lost}）", f"Points lost ({lost} in all)")

    def _nothing(self) -> Text:
        """Why there are no rows: all is as it can be, or nothing is known."""
        if self._of.tree.root is not None:
            return _NOTHING_LOST
        return _NOTHING_KNOWN_LOST if self._of.losses else NOTHING_KNOWN

    def _columns(self) -> tuple[Column, ...]:
        first, last = (_PART,) if self._has_parts else (), _WEIGHTED if self._of.is_weighted else ()
        return tuple(Column(name.say(self._lang), is_figure) for name, is_figure in (*first, *_COLUMNS, *last))

    def _row(self, loss: Loss) -> Row:
        cap = "" if loss.cap is None or loss.kind not in _WITH_CAP else format_exact(loss.cap)
        score = format_exact(loss.score) if loss.kind in {*_WITH_CAP, "beside"} else ""
        cells = [*self._place(loss), self._name(loss), cap, score, self._signed(loss.lost)]
        if self._of.is_weighted:
            cells += [f"×{format_exact(loss.factor)}", self._signed(loss.in_total)]
        return Row(tuple(map(tidy_text, cells)), tuple(self._details(loss)))

    def _place(self, loss: Loss) -> list[str]:
        """The part and the item of a row; of what belongs to the total, that it does."""
        rubric = self._of.rubrics.get(loss.part)
        number = rubric.by_id[loss.item].called if rubric and loss.item else loss.item
        if self._has_parts:
            return [loss.part or _TOTAL.say(self._lang), number]
        return [number or _TOTAL.say(self._lang)]

    def _signed(self, lost: Fraction) -> str:
        """What was lost; of a gain that it is one."""
        gained = format_exact(-lost)
        return format_exact(lost) if lost >= 0 else Text(f"加 {gained}", f"gain {gained}").say(self._lang)

    def _name(self, loss: Loss) -> str:
        """What a row is about."""
        rubric = self._of.rubrics.get(loss.part)
        name = rubric.by_id[loss.item].name if rubric and loss.item else ""
        if loss.kind in {"item", "beside"}:
            return name
        if loss.kind == "unit":
            return loss.name
        rule = describe_step(loss.node.step).say(self._lang) if loss.node.step else ""
        colon = Text("：", ": ").say(self._lang) if name else ""
        return f"{name}{colon}{rule}"

    def _figures(self, loss: Loss) -> str:
        """The figure before a rule and behind it."""
        value = loss.node.value
        if loss.kind not in _OF_FIGURES or value is None:
            return ""
        return f"{plain(value + loss.lost)} → {plain(value)}"

    def _details(self, loss: Loss) -> Iterator[str]:
        """Who gave what and why, of items; of anything else the document behind its rule."""
        step = loss.node.step
        basis = describe_basis(step).say(self._lang) if step else ""
        if loss.kind in {"item", "beside"}:
            if step and step.what not in FROM_SCORES:
                yield self.rule_of(loss)
            yield from self._entries(loss)
        elif basis or self._figures(loss):
            yield f"{self._figures(loss)}{in_brackets(basis, self._lang)}".strip()
        if loss.kind in {"minus", "veto"}:
            for node in self._of.entries_of_veto(loss.name):
                if node.entry is not None:
                    yield describe_entry(node.entry, self._lang, lost=True)

    def rule_of(self, loss: Loss) -> str:
        """How the figure of a row came about, with the document behind that."""
        step = loss.node.step
        assert step is not None  # noqa: S101 - every row is of a step
        basis = describe_basis(step).say(self._lang)
        return tidy_text(f"{describe_step(step).say(self._lang)}{in_brackets(basis, self._lang)}")

    def _entries(self, loss: Loss) -> Iterator[str]:
        for node in self._of.entries_of(loss.node):
            if node.entry is not None:
                has_lost = loss.lost > 0 and self._has_lost(loss, node.entry)
                yield describe_entry(node.entry, self._lang, lost=has_lost)

    def _has_lost(self, loss: Loss, entry: EnteredScore) -> bool:
        """Whether whoever gave an entry took points by it, for which a reason is due."""
        if entry.points is None or entry.form in _VALUES:
            return False
        item = self._of.rubrics[loss.part].by_id.get(entry.item) if loss.kind == "item" else None
        is_row_of_losses = entry.form == "loss" and entry.item != loss.item
        has_less = item is not None and item.max is not None and entry.points < item.max
        return entry.points < 0 or (has_less and not is_row_of_losses)


def in_brackets(basis: str, lang: Lang) -> str:
    """A document behind something that was said; nothing where there is none."""
    return Text(f"〔{basis}〕", f" [{basis}]").say(lang) if basis else ""
