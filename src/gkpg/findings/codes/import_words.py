"""Words of imports: what to do about several of their findings."""

from __future__ import annotations

from gkpg.base.text import Text

CHECK = Text("请核对原件", "check it against the original")
FILL = Text("请据正式文件补上", "fill it in from an official document")
