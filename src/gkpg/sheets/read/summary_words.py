"""Summary words: what rows or columns call themselves that add up, compare or note and are no unit and no item."""

from __future__ import annotations

import re

from gkpg.base.memo import memoize
from gkpg.base.normalize import fold_name
from gkpg.sheets.layout import SUMS

_LONGEST = 500
_TAIL = re.compile(r"([(（][^()（）]{0,12}[)）]|[:：。.、*＊%％]|\(%\)|分$)+$")
_SCOPE = (
    r"(本(列|行|页|组|表|项)|(全|各|本)(区|市|省|县|镇|乡|街道|部门|单位|组|局|处|体|项)"
    r"|以上|参评|被考核|被评|总|单位|得分|评分|指标|分组|小组|平均)*"
)
_AVERAGE = r"平均(值|分|分值|得分|成绩|数|分数|水平|总分)?|均(值|分)|算术平均(值|数)?|加权平均(值|数|分)?"
_BOUND = r"(最高|最低|最大|最小)(值|分|得分|分值|分数|总分)?|极差|全距"
_SUM = r"小计|合计|总计|共计|累计|总和|总计分|总分|总得分|总分值|得分合计|汇总|合计数|得分小计|计"
_SHARE = r"得分率|平均得分率|及格率|优秀率|合格率|达标率|完成率|满分率|占比|百分比|比例"
_COUNT = r"(参评|被考核|考核|参加考核|参评的|被评|参加)?(单位|部门|区县|人员?)(总)?(个)?数量?|样本总数"
_SPREAD = r"中位数|中值|众数|标准差|标准偏差|方差|离散系数|变异系数"
_ENGLISH = (
    r"(grand|sub|over|column|overall|row)?(total|sum|average|avg|mean|median|maximum|max|minimum|min|stdev|stddev|std"
    r"|standarddeviation|variance|count|highest|lowest)(score|scores|value|points|of(all)?units)?|numberofunits|n="
)
#: Compiled when the first matrix is read: most runs read none.
_WORDS = rf"{_SCOPE}({_AVERAGE}|{_BOUND}|{_SUM}|{_SHARE}|{_COUNT}|{_SPREAD})|{_ENGLISH}"
_OF_SOMETHING = re.compile(r"(.+?)\s*(得分)?(小计|合计|总计|总分|(sub)?total)", re.IGNORECASE | re.DOTALL)
_TOTALS = re.compile(rf"{_SCOPE}({_SUM})|(grand|sub)?(total|sum)(score)?")
#: Words in which no name of a unit ends, whatever stands before them.
_ENDINGS = re.compile(r".{1,12}(平均(值|分|得分|分值|成绩)?|均分|最高分|最低分|得分率|中位数|标准差|小计|合计)")
_NOTE = (
    r"(备注|注|附注|说明|填表说明|填报说明|评分说明|填表人|填报人|制表人|制表|审核人|审核|复核人|复核|核对人|经办人|负责人|联系人|联系电话|电话"
    r"|评分人|评分人员|评委|评审人|单位负责人|主管领导|分管领导|组长|监督人|记录人|统计人|签字|签名|签章|盖章|公章|日期|时间|填表日期|填报日期|评分日期|制表日期"
    r"|打印日期|note|notes|remark|remarks|preparedby|checkedby|reviewedby|approvedby|signature|signed|date)"
    r"(签字|签名|签章|盖章)?([(（][^()（）]*[)）])?[\d*]?([:：.、_＿].*)?"
)


@memoize(500_000, _LONGEST)
def is_sum_word(text: str) -> bool:
    """Whether a text is a word for a sum, a mean or another figure over what is above it or beside it."""
    word = fold_name(text)
    if word in SUMS:
        return True
    word = _TAIL.sub("", word) or word
    return word in SUMS or re.fullmatch(_WORDS, word) is not None or re.fullmatch(_WORDS, fold_name(text)) is not None


@memoize(500_000, _LONGEST)
def is_total_word(text: str) -> bool:
    """Whether a text is a word for a sum, and for no other figure."""
    word = _TAIL.sub("", fold_name(text)) or fold_name(text)
    return any(_TOTALS.fullmatch(each) for each in (word, fold_name(text)))


def before_total_word(text: str) -> str:
    """What stands before a word for a sum, as 公开 in 公开小计; empty where nothing does."""
    found = _OF_SOMETHING.fullmatch(_TAIL.sub("", text.strip()))
    return found[1] if found else ""


@memoize(500_000, _LONGEST)
def ends_like_sum(text: str) -> bool:
    """Whether a text ends like a word for such a figure, as 甲组平均分 does, though it begins like any name."""
    word = fold_name(text)
    return any(_ENDINGS.fullmatch(each) for each in (word, _TAIL.sub("", word)))


@memoize(500_000, _LONGEST)
def is_note_word(text: str) -> bool:
    """Whether a text is a note below a table, or the label of who filled it in and when."""
    word = fold_name(text)
    return re.fullmatch(_NOTE, word, re.DOTALL) is not None or (len(word) > 12 and "。" in word)
