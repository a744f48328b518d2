"""The words that stand over the columns of printed tables."""

from __future__ import annotations

#: By key; `filled` are columns that are filled in sheets and so are no part of a rubric.
#: Chinese words by spaces, then English ones by commas.
_LISTS = {
    "number": (
        """
        序号 编号 编码 代码 指标编号 指标序号
        """,
        """
        No., No, Number, #, ID, Ref., Ref, Code, S/N
        """,
    ),
    "name": (
        """
        指标 指标名称 考核指标 考评指标 评估指标 测评指标 评价指标 具体指标 指标项 一级指标 二级指标 三级指标
        四级指标 五级指标 一级 二级 三级 四级 项目 考核项目 考评项目 评估项目 测评项目 评价项目 检查项目 具体项目
        考核事项 事项 类别 子项 指标类别 分类 大类 小类 维度 要素 考核类别 考核要素 评价维度 评估维度
        指标类型 考核类型 项目类别 模块 板块 目标层 准则层 指标层
        """,
        """
        Indicator, Indicators, Sub-indicator, Subindicator, Item, Name, Criterion, Criteria, Sub-criterion, Category,
        Dimension, Domain, Pillar, Component, Section, Theme, Area, Question, Measure, Perspective, Objective, KPI,
        Sub-criteria, Subcriteria, Subcriterion, Sub-category, Subcategory, Sub-dimension, Element, Factor, Parameter
        """,
    ),
    "max": (
        """
        分值 分数 满分 标准分 标准分值 基准分 基础分 总分值 权重 权重分 分值权重 赋分 赋分值 配分 考核分值 指标分值
        权重分值 分 满分值 权数 比重 标准分数 单项分值 满分分值
        """,
        """
        Max, Max., Maximum, Max score, Maximum score, Max points, Maximum points, Max marks, Maximum marks, Marks,
        Points, Weight, Weights, Weighting, Weightage, Points available, Points possible, Possible points,
        Maximum possible, Total points
        """,
    ),
    "description": (
        """
        指标说明 说明 指标解释 指标释义 指标内涵 指标描述 指标要求 指标内容 考核内容 考评内容 评估内容 测评内容
        评价内容 检查内容 考核要点 考评要点 评估要点 测评要点 评价要点 考核要求 工作要求 工作内容 主要内容 具体内容
        内容 内容要求 具体要求 工作任务 考核内容及要求 要求 目标任务 考核目标 观测点 评价要素
        """,
        """
        Description, Requirement, Requirements, Details, Definition, What is assessed
        """,
    ),
    "standard": (
        """
        评分标准 评分细则 评分办法 评分方法 评分规则 评分说明 计分标准 计分办法 计分方法 计分规则 考核标准 考评标准
        评估标准 测评标准 评价标准 扣分标准 赋分标准 打分标准 考核评分标准 考核办法 评分依据及标准 标准 细则
        考核细则 加分标准 加减分标准 奖惩标准 记分办法 记分标准 扣分细则 扣分办法 减分标准 加分细则 评分要点
        认定标准 处理方式 处理办法 结果运用
        """,
        """
        Standard, Scoring, Scoring criteria, Scoring guidance, Scoring rules, Scoring method, Scoring guide,
        Guidance, How to score, How scored, Basis of scoring
        """,
    ),
    "evidence": (
        """
        填报说明 填报要求 佐证材料 佐证材料要求 证明材料 印证材料 提交材料 提供材料 报送材料 需提供材料 需提交材料
        材料要求 支撑材料 印证资料 佐证资料
        """,
        """
        Evidence, Evidence required, Means of verification, Source of evidence
        """,
    ),
    "method": (
        """
        考评方式 考核方式 评估方式 评价方式 测评方式 评分方式 考核方法 考评单位 考核单位 评分单位 考核主体 评估主体
        评分主体 考核部门 评分部门 考核责任单位 评分来源 数据来源
        """,
        """
        Method, Assessed by, Data source, Source of data
        """,
    ),
    "filled": (
        """
        得分 评分 自评 自评分 自评得分 自查得分 自评分数 考核得分 考评得分 评估得分 核查得分 复核得分 复核分 实得分
        实际得分 最终得分 扣分 扣分情况 扣分原因 扣分理由 自评情况 完成情况 自查情况 考核填报 评分依据 附件或链接
        不适用 项目分 指标分
        """,
        """
        Score, Reason, Score given, Points awarded, Marks awarded, Marks obtained, Points earned, Points scored, Actual,
        Actual score, Comments, Reviewer score
        """,
    ),
}
WORDS = {
    key: (*chinese.split(), *(" ".join(word.split()) for word in english.split(",")))
    for key, (chinese, english) in _LISTS.items()
}

#: What a heading that is not listed ends with: `各项分值` are points, `市级评分标准` is a standard.
ENDINGS = {
    "filled": ("得分", "自评分", "扣分原因", "awarded", "obtained", "earned"),
    "max": (
        "分值",
        "满分",
        "权重",
        "配分",
        "赋分",
        "标准分",
        "基准分",
        "maxscore",
        "maximumscore",
        "maxpoints",
        "weight",
    ),
    "standard": (
        "评分标准",
        "评分细则",
        "评分办法",
        "计分标准",
        "计分办法",
        "计分方法",
        "考核标准",
        "评价标准",
        "考评标准",
        "考核办法",
        "评分规则",
        "扣分标准",
        "细则",
    ),
    "name": (
        "级指标",
        "考核指标",
        "评价指标",
        "评估指标",
        "考核项目",
        "评价项目",
        "objective",
        "criterion",
        "criteria",
        "indicator",
        "measure",
    ),
    "description": ("考核内容", "评价内容", "评估内容", "考核要点", "工作内容", "主要内容", "目标任务"),
    "evidence": ("佐证材料", "证明材料"),
    "method": ("考核方式", "评价方式", "数据来源"),
}
