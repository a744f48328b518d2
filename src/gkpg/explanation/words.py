"""Words: an explanation as a page, in one language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.points import format_exact, format_known
from gkpg.base.text import Text, tidy_text
from gkpg.base.wrapping import in_one_piece
from gkpg.explanation.entry_words import describe_entry
from gkpg.explanation.headline import headline_of, headline_of_item
from gkpg.explanation.loss_words import FROM_SCORES, NOTHING_KNOWN, LossWords, in_brackets
from gkpg.explanation.page import LONGEST_TOLD, Line, Page, Section
from gkpg.explanation.roots import known_nodes
from gkpg.explanation.self_check_words import describe_self_check
from gkpg.explanation.step_words import describe_basis, describe_step
from gkpg.round.describe import TREATMENTS
from gkpg.scoring.describe import describe_grade, describe_vetoes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.base.text import Lang
    from gkpg.explanation.explanation import Explanation
    from gkpg.explanation.nodes import Node
    from gkpg.explanation.standing import Neighbour


def page_of_unit(of: Explanation, lang: Lang, *, with_steps: bool) -> Page:
    """A unit: points lost, the way from its total to the cells where that is asked for, the grade."""
    words = Wording(of, lang)
    sections = [words.errors()] if of.errors else []
    sections.append(LossWords(of, lang).section(of.losses))
    if of.left_out:
        sections.append(words.left_out())
    if with_steps:
        sections.append(words.steps())
    if of.unit.rank is not None or of.unit.band is not None:
        sections.append(words.standing())
    if of.self_check:
        sections.append(describe_self_check(of.self_check, lang, has_parts=len(of.rubrics) > 1))
    return Page(_with_places(headline_of(of).say(lang), of), tuple(sections))


def page_of_item(of: Explanation, lang: Lang, part: str, item: str) -> Page:
    """An item of a unit in one part: what was lost in it, and its way from the cells."""
    words, node = Wording(of, lang), of.tree.of_item(part, item)
    own = {each.id for each in of.rubrics[part].by_id[item].walk()}
    losses = [loss for loss in of.losses if loss.part == part and loss.item in own]
    sections = [LossWords(of, lang).section(losses)] if losses else []
    steps = [line for root in known_nodes(of.tree, part, of.rubrics[part].by_id[item]) for line in words.tree(root)]
    if steps:
        sections.append(Section(_STEPS.say(lang), lines=tuple(steps)))
    out = [each for each in of.left_out if each.part == part and each.item.id in own]
    if out:
        sections.append(words.left_out())
    self_check = [each for each in of.self_check if each.part == part and each.item.id in own]
    if self_check:
        sections.append(describe_self_check(self_check, lang, has_parts=len(of.rubrics) > 1))
    return Page(headline_of_item(of, part, item, node).say(lang), tuple(sections))


_STEPS = Text("从总分到单元格", "From the total to the cells")
_OUTLINE = Text("总分怎么来的", "How the total came about")
#: Steps that make of what was entered, or of what stands below, nothing but what everybody expects.
_PLAIN = FROM_SCORES | {"sum", "settle"}


class Wording:
    """The sections of an explanation in one language."""

    def __init__(self, of: Explanation, lang: Lang) -> None:
        self._of, self._lang = of, lang

    def errors(self) -> Section:
        """Everything that keeps the unit from a total."""
        lines = tuple(Line(0, _with_places(each.line(self._lang), self._of)) for each in self._of.errors)
        return Section(Text("要先改正的", "To be put right first").say(self._lang), lines=lines)

    def left_out(self) -> Section:
        """What does not apply to the unit, by which rule, and where that is marked."""
        lines: list[Line] = []
        for each in self._of.left_out:
            rule = each.rule
            how = TREATMENTS[rule.treatment] if rule else Text("没有规则", "by no rule")
            to = rule.to or "" if rule else ""
            head = Text(f"{each.item.label}：{how.zh.format(to=to)}", f"{each.item.label}: {how.en.format(to=to)}")
            lines.append(Line(0, head.say(self._lang) + self._brackets(rule.basis or "" if rule else "")))
            lines += (Line(1, self._entry(node)) for node in each.marks)
        return Section(Text("不适用的项", "Not applicable").say(self._lang), lines=tuple(lines))

    def steps(self) -> Section:
        """The tree from the total down; without a total of all that can be told."""
        lines = [line for root in self._roots() for line in self.tree(root)]
        lines = lines or [Line(0, NOTHING_KNOWN.say(self._lang))]
        return Section(_STEPS.say(self._lang), lines=tuple(lines))

    def outline(self) -> Section:
        """The same without items, but those of which a rule made something else than what was entered or added up."""
        lines = [line for root in self._roots() for line in self.tree(root, has_items=False)]
        return Section(_OUTLINE.say(self._lang), lines=tuple(lines))

    def _roots(self) -> list[Node]:
        """The total, on its last scale; else all that can be told."""
        tree = self._of.tree
        return [tree.converted] if tree.converted else [root.node for root in self._of.roots]

    def _brackets(self, basis: str) -> str:
        return in_brackets(basis, self._lang)

    def _entry(self, node: Node) -> str:
        assert node.entry is not None  # noqa: S101 - only entries are told so
        return describe_entry(node.entry, self._lang)

    def tree(self, node: Node, depth: int = 0, *, has_items: bool = True) -> Iterator[Line]:
        """A node and what it is made of, each a step further to the right."""
        if node.entry is not None:
            yield Line(depth, self._entry(node))
            return
        below = list(self._of.tree.below(node))
        if not has_items and node.step is not None and node.step.item is not None:
            below = []
        is_told = has_items or not self._is_plain(node)
        if is_told:
            yield Line(depth, self._step(node))
        is_shut = node.step is not None and node.step.rule.key == "gate"  # what it looked at is told elsewhere
        for each in below[:1] if is_shut else below:
            yield from self.tree(each, depth + is_told, has_items=has_items)

    def _is_plain(self, node: Node) -> bool:
        """Whether a step makes what everybody expects: of an item its points, of the only part the total."""
        step = node.step
        if step is None or step.item is not None:
            return step is not None and step.what in _PLAIN
        return step.what == "total" and [each.value for each in self._of.tree.below(node)] == [node.value]

    def _step(self, node: Node) -> str:
        """A step: what it is of, its value, how it came about, the document behind that."""
        step = node.step
        assert step is not None  # noqa: S101 - only steps are told so
        how = describe_step(step).say(self._lang)
        basis = describe_basis(step).say(self._lang)
        value = format_known(node.value)
        head = self._subject(node) + (f" {value}" if value is not None else "")
        colon = Text("：", ": ").say(self._lang)
        return tidy_text(f"{head}{colon}{how}{self._brackets(basis)}", LONGEST_TOLD)

    def _subject(self, node: Node) -> str:
        """What a step is of."""
        step = node.step
        assert step is not None  # noqa: S101 - only steps are told so
        if step.place:
            cell = step.place.rpartition("!")[2]
            return cell if len(cell) < len(step.place) else step.place
        if step.item is not None:
            item = self._of.rubrics[step.part].by_id[step.item]
            return f"{item.label} · {step.source}" if step.source else item.label
        if step.part:
            return step.part
        is_converted = step.what == "convert" or any(term.name == "converted" for term in step.terms)
        return (Text("折算分", "Converted total") if is_converted else Text("总分", "Total")).say(self._lang)

    def standing(self) -> Section:
        """The grade, why not a better one, the margin, who stands above and below, what parted ties."""
        lines = list(self._grades())
        standing, unit = self._of.standing, self._of.unit
        if standing.margin is not None and unit.band is not None:
            grade = describe_grade(self._of.group.rules, unit.band)
            margin = format_exact(standing.margin)
            if grade:
                told = Text(f"比{grade.zh}的下限高 {margin} 分", f"{margin} above the lower edge of {grade.en}")
                if not standing.margin:
                    told = Text(f"正好在{grade.zh}的下限上", f"just on the lower edge of {grade.en}")
                lines.append(Line(0, told.say(self._lang)))
        lines += (Line(0, self._verdict(node)) for node in standing.ties)
        for other, word in ((standing.above, Text("前面", "Above")), (standing.below, Text("后面", "Below"))):
            if other is not None:
                lines.append(Line(0, self._neighbour(other, word)))
        vetoes = describe_vetoes(self._of.group.rules, unit)
        if vetoes:
            lines.append(Line(0, Text(f"一票否决：{vetoes.zh}", f"Vetoes: {vetoes.en}").say(self._lang)))
            for number, veto in unit.vetoes:
                part = self._of.group.parts[number].title
                node = self._of.tree.of_item(part, veto)
                lines += (Line(1, self._entry(each)) for each in (self._of.entries_of(node) if node else ()))
        has_ranks = self._of.results.round.has_ranks
        title = Text("等次和名次", "Grade and rank") if has_ranks else Text("等次", "Grade")
        return Section(title.say(self._lang), lines=tuple(lines))

    def _grades(self) -> Iterator[Line]:
        """The verdict of each band down to the one that the unit got."""
        for verdict in self._of.standing.verdicts:
            grade = describe_grade(self._of.group.rules, verdict.band)
            name = grade.say(self._lang) if grade else verdict.band
            yield Line(0, f"{name}{Text('：', ': ').say(self._lang)}{self._verdict(verdict.edge)}")
            for node in (*verdict.bars, *verdict.needs, *verdict.room):
                yield Line(1, self._verdict(node))

    def _verdict(self, node: Node) -> str:
        step = node.step
        assert step is not None  # noqa: S101 - only steps are verdicts
        basis = self._brackets(describe_basis(step).say(self._lang))
        return tidy_text(f"{describe_step(step).say(self._lang)}{basis}", LONGEST_TOLD)

    def _neighbour(self, other: Neighbour, word: Text) -> str:
        apart = format_exact(other.apart)
        return Text(
            f"{word.zh}：{other.name} {other.total}（第 {other.rank} 名），相差 {apart} 分",
            f"{word.en}: {other.name} {other.total} (rank {other.rank}), {apart} apart",
        ).say(self._lang)


def _with_places(line: str, of: Explanation) -> str:
    """A line in which the places of a unit's errors stay in one piece."""
    told = tidy_text(line, LONGEST_TOLD)
    places = {tidy_text(str(each.place)) for each in of.errors if each.place.file}
    for place in sorted(places, key=len, reverse=True):  # one may begin another
        told = told.replace(place, in_one_piece(place))
    return told
