"""A round of very many units by very many items, of two assessors who write reasons, to be shown on a page."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from tests.test_cases import scored

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.scoring import Results

_NAMES = (
    "公文备案及属性认定", "信息公开栏目维护", "政府信息公开年报", "申请办理规范化", "政策解读质量", "网民留言办理",
    "决策公开征求意见", "会议公开", "政务新媒体", "业务培训",
)  # fmt: skip
_BELOW = 5
_POINTS = ("2", "2", "2", "2", "1.5", "1", "0.5")
_WHY = "抽查发现一处未按时更新"


def large_round(folder: Path, units: int, items: int, seed: int = 1) -> Results:
    """The results of such a round, which is put into a folder."""
    ids = [f"{number // _BELOW + 1}.{number % _BELOW + 1}" for number in range(items)]
    (folder / "rubrics").mkdir(parents=True)
    (folder / "sheets").mkdir()
    (folder / "rubrics" / "large.yaml").write_text(_rubric(ids), "utf-8")
    names = [f"样例第{number}单位" for number in range(1, units + 1)]
    (folder / "assessment.yaml").write_text(_assessment(names, ids), "utf-8")
    chance = random.Random(seed)  # noqa: S311 - nothing is to be kept secret
    for hand in "12":
        (folder / "sheets" / f"评估组-{hand}.csv").write_text(_sheet(names, ids, hand, chance), "utf-8")
    return scored(folder)


def _rubric(ids: list[str]) -> str:
    lines = [f'rubric: large\nversion: "1"\ntitle: 政务公开考核指标\ntotal: {2 * len(ids)}\nindicators:']
    for top in dict.fromkeys(each.partition(".")[0] for each in ids):
        own = [each for each in ids if each.partition(".")[0] == top]
        lines.append(f'  - id: "{top}"\n    name: {_NAMES[int(top) % 10]}\n    max: {2 * len(own)}\n    items:')
        lines += [f'      - {{id: "{each}", name: {_NAMES[int(each[-1])]}, max: 2}}' for each in own]
    return "\n".join(lines)


def _assessment(names: list[str], ids: list[str]) -> str:
    tops = dict.fromkeys(f'"{each.partition(".")[0]}"' for each in ids)
    edges = "".join(
        f"    - {{name: {name}, from: {share}%}}\n" for name, share in (("优秀", 85), ("良好", 80), ("合格", 60))
    )
    return (
        f"assessment: large\ntitle: 政务公开考核评估\nresult: 2025-12-20\n"
        f"groups:\n  - {{name: 市级部门, rubric: large, units: [{', '.join(names)}]}}\n"
        f"sources:\n  - {{name: 评估组, kind: assessors, assessors: 2, items: [{', '.join(tops)}], basis: 样例, "
        f"join: {{rule: mean, basis: 样例}}}}\n"
        f"grades:\n  bands:\n{edges}    - {{name: 不合格}}\n  basis: 样例\n"
    )


def _sheet(names: list[str], ids: list[str], hand: str, chance: random.Random) -> str:
    heads = [f"来源：,评估组\n评分人：,{hand}", "单位," + ",".join(f"{each}," for each in ids)]
    lines = [*heads, "," + ",".join("得分,评分依据" for _ in ids)]
    for name in names:
        given = [chance.choice(_POINTS) for _ in ids]
        lines.append(f"{name}," + ",".join(f"{points},{_WHY if points == '0.5' else ''}" for points in given))
    return "\n".join(lines) + "\n"
